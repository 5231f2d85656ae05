/** The peer of `ais`: npm `ais-decoder`, used as its README says, line by line. Forked like ais-ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { measurePass } from './ais-pass.ts';

type AisDecode = new (line: string, session: object) => { readonly valid: boolean };
const { AisDecode } = createRequire(import.meta.url)('ais-decoder') as { readonly AisDecode: AisDecode };

const path = process.argv[2]!;

process.send!(
  measurePass(() => {
    const session = {};
    let messages = 0;
    for (const line of readFileSync(path, 'latin1').split('\n')) if (new AisDecode(line, session).valid) messages++;
    return messages;
  }),
);
