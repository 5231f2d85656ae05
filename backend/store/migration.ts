import type pg from 'pg';

export interface MigrationContext {
  /** Version of TimescaleDB in this database, where it is. */
  readonly timescale: string | undefined;
}

export interface Migration {
  /** `0001-things`: applied in this order, never renamed. */
  readonly id: string;
  /** Runs inside one transaction with the record that it ran. Its source is what the checksum is taken of: never edit one that was released. */
  up(client: pg.ClientBase, context: MigrationContext): Promise<void>;
}
