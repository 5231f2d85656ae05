import type { Surroundings } from '../detectors/detector.ts';
import type { Finding } from '../detectors/finding.ts';
import { type ConfiguredDetector, DetectorRuntime } from '../detectors/runtime/detector-runtime.ts';
import { isInput } from '../detectors/runtime/slot.ts';
import type { EventTime } from '../geodata/model/time.ts';
import type { ArrivedMessage } from '../ingestion/pipeline/message-store.ts';

export interface DetectionParts {
  readonly detectors: readonly ConfiguredDetector[];
  readonly surroundings: Surroundings;
  /** Takes what one call found, in order; settles once it is committed. */
  onFindings(findings: readonly Finding[]): Promise<void>;
  onFault(detector: string, error: unknown): void;
}

/** Hands messages to the detectors and what they find, call by call, to whoever keeps alerts. */
export class Detection {
  readonly runtime: DetectorRuntime;
  readonly #onFindings: DetectionParts['onFindings'];
  #findings: Finding[] = [];

  constructor({ detectors, surroundings, onFindings, onFault }: DetectionParts) {
    this.#onFindings = onFindings;
    this.runtime = new DetectorRuntime({
      detectors,
      surroundings,
      onFault,
      emit: (finding) => this.#findings.push(finding),
    });
  }

  process(arrived: readonly ArrivedMessage[]): Promise<void> | undefined {
    for (const { message } of arrived) if (isInput(message)) this.runtime.process(message);
    return this.#hand();
  }

  /** See {@link DetectorRuntime.advance}. */
  advance(watermark: EventTime): Promise<void> | undefined {
    this.runtime.advance(watermark);
    return this.#hand();
  }

  #hand(): Promise<void> | undefined {
    if (this.#findings.length === 0) return undefined;
    const findings = this.#findings;
    this.#findings = [];
    return this.#onFindings(findings);
  }
}
