import { Worker } from 'node:worker_threads';
import type { EventTime } from '../../geodata/model/time.ts';
import type { SeasonBlock } from '../../scenarios/season/season-block.ts';
import type { Config } from '../config.ts';
import { type BlockSettings, type PlayedBlock, playBlock } from './play-block.ts';

/** Whoever plays blocks, some at a time. */
export interface Crew {
  /** How many at once. */
  readonly size: number;
  /** Rejects with what went wrong. */
  play(block: SeasonBlock): Promise<PlayedBlock>;
  close(): Promise<void>;
}

/** In this thread: for tests and small machines. */
export const crewHere = (settings: BlockSettings): Crew => ({
  size: 1,
  play: (block) => playBlock(block, settings),
  close: async () => undefined,
});

/** What a thread needs to make its own settings from. Plain data. */
export interface ThreadSettings {
  readonly dataDir: string;
  readonly detectors: Config['detectors'];
  readonly timeZone: string;
  readonly seed: number;
  readonly thin: number;
  readonly until: EventTime;
}

/** A thread's answer. */
export type ThreadAnswer = { readonly played: PlayedBlock } | { readonly fault: string };

/** One thread a processor, each playing one block at a time. */
export function crewOfThreads(size: number, settings: ThreadSettings): Crew {
  const hands = Array.from({ length: size }, () => new Hand(settings));
  const free = [...hands];
  const waiting: ((hand: Hand) => void)[] = [];
  const taken = () => {
    const hand = free.pop();
    return hand ? Promise.resolve(hand) : new Promise<Hand>((resolve) => waiting.push(resolve));
  };
  return {
    size,
    async play(block) {
      const hand = await taken();
      try {
        return await hand.play(block);
      } finally {
        const next = waiting.shift();
        if (next) next(hand);
        else free.push(hand);
      }
    },
    async close() {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}

class Hand {
  readonly #worker: Worker;

  constructor(settings: ThreadSettings) {
    this.#worker = new Worker(new URL('./season-worker.js', import.meta.url), { workerData: settings });
    // Whoever waits for it hears of its end; without a listener an error would end the program.
    this.#worker.on('error', () => undefined);
  }

  play(block: SeasonBlock): Promise<PlayedBlock> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker;
      const stopListening = () => {
        worker.off('message', answered);
        worker.off('error', failed);
        worker.off('exit', ended);
      };
      const failed = (error: unknown) => {
        stopListening();
        reject(error);
      };
      const ended = () => failed(new Error(`the thread that played block ${block.index} has ended`));
      const answered = (answer: ThreadAnswer) => {
        stopListening();
        if ('played' in answer) resolve(answer.played);
        else reject(new Error(answer.fault));
      };
      worker.on('message', answered);
      worker.on('error', failed);
      worker.on('exit', ended);
      worker.postMessage(block);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
