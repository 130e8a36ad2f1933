import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** No test waits for a time: each waits for an event. This is how long it may be in coming on a machine that is busy with other things. */
const CEILING_MS = 300_000;

const PATIENCE = {
  testTimeout: 2 * CEILING_MS,
  hookTimeout: 2 * CEILING_MS,
  expect: { poll: { timeout: CEILING_MS, interval: 20 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'apps/*/{src,scripts}/**/*.test.ts',
            'apps/server/test/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          // A real PostgreSQL, started once for every file that asks for one.
          globalSetup: ['apps/server/test/support/postgres-server.ts'],
          // Vitest leaves a core free, which of two is half of them. Many tests wait for a process, a disk or a lease.
          maxWorkers: availableParallelism() + 1,
          ...PATIENCE,
        },
      },
      {
        test: {
          name: 'console',
          include: ['apps/console/test/**/*.test.ts'],
          // The page is built, and a real browser unpacked.
          globalSetup: ['apps/console/test/support/set-up.ts'],
          // A browser and a server each: more at once would wait for one another.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...PATIENCE,
        },
      },
    ],
  },
});
