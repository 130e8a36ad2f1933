#!/usr/bin/env -S node --max-semi-space-size=16
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/** The published package has a build instead. */
const isCheckout = existsSync(new URL('../src', import.meta.url));

// In plain JavaScript, because an older Node.js fails on the first line of TypeScript without saying why.
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    isCheckout
      ? `boardgate: Node.js 24 or newer is required, but this is ${process.versions.node}: \`npx boardgate\` and \`npm start\` use the version that \`npm ci\` installs\n`
      : `boardgate: Node.js 24 or newer is required, but this is ${process.versions.node}\n`,
  );
  process.exit(1);
}

// By default V8 lets garbage grow to several times the live heap: under load on a million rooms that cost 150 MB, and no
// request was answered sooner. The flag in the first line bounds the young generation, which is possible only at the start.
setFlagsFromString('--heap-growing-percent=30');

// Later starts take a quarter less time and 15 MB less memory. The cache is beside the packages and not in the temporary
// folder, Node's default, where another user could put code for us to run. This file is JavaScript because a TypeScript file
// would load the compiler that the cache makes unnecessary.
nodeModule.enableCompileCache(
  fileURLToPath(new URL('../../../node_modules/.cache/boardgate', import.meta.url)),
);

await import(isCheckout ? '../src/main.ts' : '../dist/main.js');
