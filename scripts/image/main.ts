import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Images } from './build.ts';
import { OFFICE_DOCUMENTS, PDF } from './documents.ts';
import { tryGroupVolume, tryImage, tryWithoutSandbox } from './try-image.ts';

/**
 * `npm run test:image`: builds the images of the Dockerfile without a registry and tries them. By hand, as root, on Debian with
 * `apt-get install mmdebstrap buildah crun`. Takes up to half an hour and 25 GB of the temporary folder; with STORAGE_DRIVER=overlay less.
 */

const NEEDED = ['mmdebstrap', 'buildah', 'crun', 'unshare'];

async function main(): Promise<void> {
  const missing = NEEDED.filter((name) => spawnSync(name, ['--version']).error !== undefined);
  if (missing.length > 0) throw new Error(`missing: apt-get install ${missing.join(' ')}`);
  if (process.getuid?.() !== 0) throw new Error('run it as root: it mounts the images');
  // A signal also ends the running command. Its failure removes the folder, like any failure.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-image-'));
  const images = new Images(folder);
  try {
    images.makeBase();
    for (const [target, documents] of [
      ['server', [PDF]],
      ['server-office', [PDF, ...OFFICE_DOCUMENTS]],
    ] as const) {
      const image = images.build(target);
      process.stdout.write(`${target}: ${images.sizeOf(image)}\n`);
      const tried = { root: images.mount(image), config: images.configOf(image) };
      await tryImage(tried, documents, join(folder, target));
      if (target === 'server') await tryGroupVolume(tried, join(folder, `${target}-group`));
      else await tryWithoutSandbox(tried, join(folder, `${target}-by-default`));
    }
  } finally {
    images.unmountAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
