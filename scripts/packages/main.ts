import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packAll } from './pack.ts';
import { ROOT } from './published.ts';

/** `npm run packages`: packs what is published into `build/packages`. */

const MEGABYTE = 1e6;

for (const { name, path } of packAll(join(ROOT, 'build/packages'))) {
  const size = (statSync(path).size / MEGABYTE).toFixed(1);
  process.stdout.write(`${name}: build/packages/${basename(path)}, ${size} MB\n`);
}
