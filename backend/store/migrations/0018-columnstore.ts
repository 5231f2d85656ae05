import type { Migration } from '../migration.ts';

/** The first TimescaleDB whose columnstore can be told which sparse indexes to keep. */
const SPARSE_INDEX_SINCE = '2.22';

/**
 * By itself the columnstore keeps a Bloom filter of every indexed column: of `arrival`, which never repeats, that is a sixth of all that is stored and answers no
 * question. Smallest and largest are enough for catching up.
 */
export const columnstore: Migration = {
  id: '0018-columnstore',
  async up(client, { timescale }) {
    if (timescale === undefined || timescale.localeCompare(SPARSE_INDEX_SINCE, 'en', { numeric: true }) < 0) return;
    const series = [
      ['observations', 'datastream', 'time desc'],
      ['positions', 'thing', 'time desc'],
      ['detections', 'thing', 'time desc, ordinal'],
    ];
    for (const [table, segments, order] of series) {
      await client.query(
        `alter table ${table} set (timescaledb.enable_columnstore, timescaledb.segmentby = '${segments}',
           timescaledb.orderby = '${order}', timescaledb.sparse_index = 'minmax(arrival)')`,
      );
    }
  },
};
