/** Part of `npm run build`: makes the default city once, so that no start has to. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildLanwan } from '../../geodata/city/lanwan/build-lanwan.ts';
import { DEFAULT_CITY_FILE, DEFAULT_CITY_SEED } from './city-library.ts';

const file = fileURLToPath(DEFAULT_CITY_FILE);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, gzipSync(JSON.stringify(buildLanwan(DEFAULT_CITY_SEED))));
