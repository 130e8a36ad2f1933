import { defineConfig } from 'vitest/config';
import { MUTATION_PARTS } from './scripts/mutation-parts.ts';

const { tests } = MUTATION_PARTS[process.env.BOARDGATE_MUTATION_PART ?? 'token'] ?? { tests: [] };

/** The tests that judge the mutants of a part. They run in Vitest's own process, where a mutant can be switched on. */
export default defineConfig({
  test: {
    include: [...tests],
    // `scripts/mutation.ts` started it: a worker that is stopped because of a mutant without end could not stop it.
    provide: JSON.parse(process.env.BOARDGATE_TEST_DATABASES ?? '{}'),
    // A mutant may wait for what never comes.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
  },
});
