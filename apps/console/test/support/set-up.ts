import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { unpackChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's executable, and the folder of its libraries. */
    chromium: { readonly executable: string; readonly libraries: string };
  }
}

const CONSOLE = fileURLToPath(new URL('../..', import.meta.url));
const VITE = fileURLToPath(new URL('../../../../node_modules/vite/bin/vite.js', import.meta.url));

/** Builds the page and unpacks the browser, once per run. */
export default async function setUp(project: TestProject): Promise<void> {
  const { NODE_ENV: _testing, ...env } = process.env;
  execFileSync(process.execPath, [VITE, 'build', '--logLevel', 'error'], { cwd: CONSOLE, env });
  project.provide('chromium', await unpackChromium());
}
