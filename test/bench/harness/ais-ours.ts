/** Our side of `ais`: bytes → decoded messages. A process of its own: forked with the log's path; sends one {@link Pass}. */
import { closeSync, openSync, readSync } from 'node:fs';
import { AisReader } from '../../../ingestion/sources/ais/ais-reader.ts';
import { measurePass } from './ais-pass.ts';

const path = process.argv[2]!;
const chunk = Buffer.allocUnsafe(65_536);

process.send!(
  measurePass(() => {
    const reader = new AisReader({
      message: () => {},
      clock: () => {},
      reject: ({ reason, detail }) => {
        throw new Error(`${reason}: ${detail}`);
      },
    });
    const file = openSync(path, 'r');
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) reader.push(chunk.subarray(0, read));
    closeSync(file);
    reader.end();
    return reader.counts.messages;
  }),
);
