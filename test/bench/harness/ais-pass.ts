/** What a decoder's process tells of its passes over the log. */
export interface Pass {
  /** Messages decoded in one pass, to see that it did the work. */
  readonly messages: number;
  /** Of all threads of the process, for one pass, seconds. */
  readonly cpuSeconds: number;
}

/** Processor time. Compilers are done with the slowest decoder by then, and a tick of the clock is nothing. Ours. */
const LEAST_SECONDS = 2;

/** As many passes as that takes to warm up, and as many that count: reading the bytes included, all of them. */
export function measurePass(pass: () => number): Pass {
  repeat(pass);
  return repeat(pass);
}

function repeat(pass: () => number): Pass {
  const before = process.cpuUsage();
  for (let passes = 1; ; passes++) {
    const messages = pass();
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (seconds >= LEAST_SECONDS) return { messages, cpuSeconds: seconds / passes };
  }
}
