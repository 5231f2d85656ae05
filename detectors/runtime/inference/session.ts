import { createRequire } from 'node:module';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';

/** What computes: `cpu` always, others where the machine has them. */
const PROVIDERS = ['cpu', 'cuda', 'tensorrt', 'webgpu', 'dml', 'coreml'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** One model file, ready to compute. */
export interface Session {
  readonly provider: Provider;
  /** @param rows `count` rows, one behind the other. @returns as many rows of outputs. */
  run(rows: Float32Array, count: number): Float32Array;
}

type Values = Record<string, OrtTensor>;

/** The runtime's native half, as far as it is used here. */
interface NativeSession {
  loadModel(bytes: ArrayBufferLike, offset: number, length: number, options: InferenceSession.SessionOptions): void;
  readonly inputMetadata: readonly { readonly name: string }[];
  readonly outputMetadata: readonly { readonly name: string }[];
  run(feeds: Values, fetches: Record<string, null>, options: InferenceSession.RunOptions): Values;
}

interface Native {
  readonly binding: { readonly InferenceSession: new () => NativeSession };
  initOrt(): void;
}

interface Runtime {
  readonly native: Native;
  readonly Tensor: typeof OrtTensor;
}

let runtime: Runtime | undefined;

/**
 * The public door of onnxruntime-node wraps a synchronous native call in a promise. Detectors must answer within the call that asks them, so that what they find depends on event time
 * alone: this takes the native call itself, which is private to the package, here and nowhere else. The version is pinned, and a test opens and runs a model.
 * @throws Error when the package, or its binary for this machine, is not there.
 */
function openRuntime(): Runtime {
  if (runtime) return runtime;
  const require = createRequire(import.meta.url);
  const native = require('onnxruntime-node/dist/binding.js') as Native;
  native.initOrt();
  const { Tensor } = require('onnxruntime-node') as { Tensor: typeof OrtTensor };
  runtime = { native, Tensor };
  return runtime;
}

/**
 * One thread and sequential order: the sums of a model this small are then the same on every run of a machine.
 * @param providers tried in order; the processor is always the last resort.
 * @throws Error when the runtime is missing or the bytes are no model.
 */
export function openSession(bytes: Uint8Array, width: number, providers: readonly Provider[]): Session {
  const { native, Tensor } = openRuntime();
  const { session, provider } = load(native, bytes, providers);
  const input = session.inputMetadata[0]!.name;
  const output = session.outputMetadata[0]!.name;
  return {
    provider,
    run(rows, count) {
      const feeds = { [input]: new Tensor('float32', rows, [count, width]) };
      return session.run(feeds, { [output]: null }, {})[output]!.data as Float32Array;
    },
  };
}

function load(
  { binding }: Native,
  bytes: Uint8Array,
  providers: readonly Provider[],
): { session: NativeSession; provider: Provider } {
  for (const provider of [...providers.filter((each) => each !== 'cpu'), 'cpu'] as const) {
    const session = new binding.InferenceSession();
    try {
      session.loadModel(bytes.buffer, bytes.byteOffset, bytes.byteLength, {
        executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      });
      return { session, provider };
    } catch (error) {
      // The machine lacks it: the next one is tried. Nothing comes after the processor.
      if (provider === 'cpu') throw error;
    }
  }
  throw new Error('no provider was tried');
}
