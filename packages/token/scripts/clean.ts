import { rmSync } from 'node:fs';

// The package must not ship a file of an older build whose source is gone.
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
