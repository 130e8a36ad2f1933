import { defineConfig } from 'vitest/config';

const TIMEOUTS = { testTimeout: 30_000, hookTimeout: 60_000 };

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
          // Vitest leaves a core free, which of two is half of them: most of the time a test waits for a process or a disk.
          maxWorkers: '100%',
          ...TIMEOUTS,
        },
      },
      {
        test: {
          name: 'console',
          include: ['apps/console/test/**/*.test.ts'],
          // The page is built, and a real browser unpacked.
          globalSetup: ['apps/console/test/support/set-up.ts'],
          // A browser and a server each: more at once would wait for one another. After the others, some of which measure time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // As patient as the browser's own waiting.
          expect: { poll: { timeout: 10_000 } },
          ...TIMEOUTS,
        },
      },
    ],
  },
});
