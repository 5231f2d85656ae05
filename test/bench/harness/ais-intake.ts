/** `ais` one step further: bytes → this stage's messages, with event times and vessel ids. Forked like ais-ours. */
import { closeSync, openSync, readSync } from 'node:fs';
import { wallClock } from '../../../geodata/model/time.ts';
import { AisIntake } from '../../../ingestion/sources/ais/intake.ts';
import { measurePass } from './ais-pass.ts';

const path = process.argv[2]!;
const chunk = Buffer.allocUnsafe(65_536);

process.send!(
  measurePass(() => {
    const intake = new AisIntake({ clock: wallClock, live: true, reject: () => {} });
    const file = openSync(path, 'r');
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      intake.push(chunk.subarray(0, read));
      intake.take();
    }
    closeSync(file);
    intake.end();
    return intake.totals().messages;
  }),
);
