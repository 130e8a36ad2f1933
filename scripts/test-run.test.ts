import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
// Inside the workspace: elsewhere Vitest itself would not be found.
const folder = mkdtempSync(join(ROOT, 'node_modules/.test-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The exit status of a run over one test with our own configuration. */
function statusOf(name: string, assertion: string): number | null {
  writeFileSync(
    join(folder, `${name}.case.ts`),
    `import { expect, test } from 'vitest';\ntest('${name}', () => ${assertion});\n`,
  );
  const config = join(folder, `${name}.config.ts`);
  writeFileSync(
    config,
    `import base from ${JSON.stringify(join(ROOT, 'vitest.config.ts'))};
const [server] = base.test.projects;
export default { test: { ...server.test, root: ${JSON.stringify(ROOT)}, include: [${JSON.stringify(join(folder, `${name}.case.ts`))}], exclude: [] } };\n`,
  );
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { VITEST: _running, ...env } = process.env;
  return spawnSync(process.execPath, [vitest, 'run', '--config', config], {
    cwd: ROOT,
    env,
    timeout: 600_000,
  }).status;
}

test('a run with a failing test fails, and one without does not', () => {
  expect(statusOf('failing', 'expect(1).toBe(2)')).toBe(1);
  expect(statusOf('passing', 'expect(1).toBe(1)')).toBe(0);
});
