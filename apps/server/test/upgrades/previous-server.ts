import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MIGRATIONS } from '../../src/database/migrations/index.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PARTS = ['apps/server', 'packages/token', 'packages/renderer'];
/** The workspace's own packages, of which an older server needs the older ones. */
const OWN = '@boardgate';

export const LAST_MIGRATION = Object.keys(MIGRATIONS).at(-1) ?? '';

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** Why there is no history to take an older server from; `undefined` = there is one. */
export function whyNoHistory(): string | undefined {
  try {
    if (git('rev-parse', '--is-shallow-repository') === 'true') return 'this clone has no history';
    return undefined;
  } catch {
    return 'this is not a clone';
  }
}

/** The last commit without the newest migration. */
function findPreviousCommit(): string {
  const path = `apps/server/src/database/migrations/${LAST_MIGRATION}.ts`;
  const added = git('log', '--diff-filter=A', '--format=%H', '--', path).split('\n').at(-1) ?? '';
  // A migration that is not committed yet.
  return added === '' ? git('rev-parse', 'HEAD') : git('rev-parse', `${added}^`);
}

/** The server as it was before the newest migration, with the dependencies that are installed now. */
export class PreviousServer {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Outside the checkout, where other tests read every file. */
  static unpack(): PreviousServer {
    const folder = mkdtempSync(join(tmpdir(), 'boardgate-previous-'));
    const archive = join(folder, 'previous.tar');
    git('archive', `--output=${archive}`, findPreviousCommit(), ...PARTS);
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, OWN), { recursive: true });
    const names = readdirSync(join(ROOT, 'node_modules')).filter((name) => !/^\./.test(name) && name !== OWN);
    for (const name of names) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    for (const name of ['token', 'renderer'])
      symlinkSync(join(folder, 'packages', name), join(modules, OWN, name));
    return new PreviousServer(folder);
  }

  get main(): string {
    return join(this.#folder, 'apps/server/bin/boardgate.js');
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
