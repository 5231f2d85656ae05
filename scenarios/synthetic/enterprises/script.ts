/** What goes wrong inside an enterprise. Which one is drawn by the seed unless said. */
export interface EnterpriseTrouble {
  readonly kind: 'over_staffing' | 'intrusion' | 'process_temperature';
  readonly atH: number;
  readonly toH: number;
  readonly enterprise?: string;
  /** Persons too many (default: half the limit again; intruders: 3). */
  readonly people?: number;
  /** Highest temperature; default 95. */
  readonly degC?: number;
  readonly cause?: string;
}

export interface EnterprisesScript {
  readonly troubles: readonly EnterpriseTrouble[];
}
