import { rmSync } from 'node:fs';

// A file that has gone from the source must not be shipped from an older build.
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
