import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** One family of figures, read when it is scraped: the parts keep their own counts, and nothing is counted twice. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  read(): Iterable<readonly [value: number, labels?: Readonly<Record<string, string>>]>;
}

/** Prometheus text of all families, plus the process's own figures. */
export function createMetrics(families: readonly MetricFamily[]): { text(): Promise<string> } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vantage_' });
  for (const { name, help, labels = [], read } of families) {
    registry.registerMetric(
      new Gauge({
        name: `vantage_${name}`,
        help,
        labelNames: [...labels],
        registers: [],
        collect() {
          this.reset();
          for (const [value, values = {}] of read()) this.set({ ...values }, value);
        },
      }),
    );
  }
  return { text: () => registry.metrics() };
}
