/** What a decoder's process tells of one pass over the log. */
export interface Pass {
  /** Messages decoded, to see that it did the work. */
  readonly messages: number;
  /** Of all threads of the process, seconds. */
  readonly cpuSeconds: number;
}

/** One pass to warm up, one that counts: reading the bytes included, both. */
export function measurePass(pass: () => number): Pass {
  pass();
  const before = process.cpuUsage();
  const messages = pass();
  const { user, system } = process.cpuUsage(before);
  return { messages, cpuSeconds: (user + system) / 1e6 };
}
