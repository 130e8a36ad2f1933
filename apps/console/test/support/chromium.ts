import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import packageJson from '../../package.json' with { type: 'json' };

/** A busy machine takes its time. */
const LAUNCH_MS = 300_000;
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url));

/** Unpacking takes five seconds, so the next run reuses it. */
export async function unpackChromium(): Promise<{ executable: string; libraries: string }> {
  const folder = join(CACHE, `chromium-${packageJson.devDependencies['@sparticuz/chromium']}`);
  if (!existsSync(folder)) await unpackTo(folder);
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023/lib') };
}

/** The package unpacks into the temporary folder. Concurrent runs use one each. */
async function unpackTo(folder: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(join(CACHE, 'unpacking-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    if (tmpdir() !== own) throw new TypeError('the folder for temporary files cannot be chosen here');
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    await packed.executablePath();
    await inflate(join(packageFolder(), 'bin/al2023.tar.br'));
    if (!existsSync(folder)) renameSync(own, folder);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(own, { recursive: true, force: true });
  }
}

function packageFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
}

/** A headless browser that also runs as root and without a GPU. */
export function launch({
  executable,
  libraries,
}: {
  readonly executable: string;
  readonly libraries: string;
}): Promise<Browser> {
  const env = { ...process.env, LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, libraries].join(':') };
  return chromium.launch({
    executablePath: executable,
    timeout: LAUNCH_MS,
    env: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  });
}
