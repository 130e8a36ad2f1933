import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCommands } from '../../src/commands/load-commands.ts';
import { boardgate } from '../support/process.ts';
import { SCRATCH } from '../support/scratch.ts';

const program = new Command('boardgate');
await loadCommands(program, [], () => {
  throw new Error('no command runs here');
});

/** `a b` = the command that is typed so. Those that only hold others are left out. */
function leavesOf(
  parent: Command,
  path: readonly string[] = [],
): { path: readonly string[]; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const here = [...path, command.name()];
    return command.commands.length > 0 ? leavesOf(command, here) : [{ path: here, command }];
  });
}

const LEAVES = leavesOf(program).map(({ path, command }) => ({ name: path.join(' '), path, command }));

/** These need no data folder, or begin one. */
const ANYWHERE = ['serve', 'health', 'config check', 'config docs', 'projects create', 'restore'];

/** Something in the place of each required argument and option. */
const VALUES: Readonly<Record<string, string>> = {
  '--overlap': '1h',
  '--expires': '2036-01-02T03:04:05Z',
  time: '2036-01-02T03:04:05Z',
  '--role': 'viewer',
};

function argumentsFor(command: Command): string[] {
  return [
    ...command.registeredArguments.filter(({ required }) => required).map((one) => VALUES[one.name()] ?? 'x'),
    ...command.options
      .filter(({ mandatory }) => mandatory)
      .flatMap(({ long }) => [String(long), VALUES[String(long)] ?? 'x']),
  ];
}

test('every list, and every command that shows something, prints JSON too', () => {
  const without = LEAVES.filter(({ path, command }) => {
    const last = path.at(-1) ?? '';
    const mustHave = ['list', 'show', 'audit', 'usage', 'convert', 'doctor', 'inspect', 'create'].includes(
      last,
    );
    return mustHave && !command.options.some(({ long }) => long === '--json');
  });
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('every command stands under a heading of the help, which fits 80 columns and shows two examples', async () => {
  const { stdout, code } = await boardgate(['--help'], { COLUMNS: '80' });
  expect(code).toBe(0);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  for (const command of program.commands) {
    expect(command.helpGroup()).toMatch(/:$/);
    expect(stdout).toMatch(new RegExp(`^  ${command.name()} `, 'm'));
  }
  expect(/Examples:\n((?: {2}boardgate .*\n)+)/.exec(stdout)?.[1]?.trim().split('\n')).toHaveLength(2);
  expect(stdout).not.toContain('--database-url');
  const serve = (await boardgate(['serve', '--help'])).stdout;
  expect(serve).toMatch(/--database-url +postgres:/);
});

describe('where no server has been started', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(SCRATCH, 'boardgate-nowhere-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each(LEAVES.filter(({ name }) => !ANYWHERE.includes(name)))(
    '$name creates nothing, and says where it looked',
    async ({ path, command }) => {
      const dataDir = join(folder, 'data');
      const args = [...path, ...argumentsFor(command)];
      const { code, stdout, stderr } = await boardgate(args, { BOARDGATE_DATA_DIR: dataDir }, 'x');
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^boardgate: there is no Boardgate in [^\n]*\n$/);
      expect(existsSync(dataDir)).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe('with --json', () => {
  test('an error is an object on standard error, and nothing is on standard output', async () => {
    for (const [args, code, error] of [
      [
        ['rooms', 'show', '0'.repeat(32)],
        1,
        { code: 'failed', message: expect.stringContaining('there is no Boardgate in') },
      ],
      [['rooms', 'show'], 2, { code: 'wrong-use', message: "missing required argument 'uuid'" }],
      [
        ['keys', 'list', '--projet', 'x'],
        2,
        { code: 'wrong-use', message: expect.stringContaining("unknown option '--projet'") },
      ],
      [['rooms', 'lsit'], 2, { code: 'wrong-use', message: "unknown command 'lsit' (Did you mean list?)" }],
    ] as const) {
      const ended = await boardgate([...args, '--json'], {
        BOARDGATE_DATA_DIR: join(SCRATCH, 'boardgate-none'),
      });
      expect([ended.code, ended.stdout]).toEqual([code, '']);
      expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(JSON.parse(ended.stderr)).toEqual({ error });
    }
  });
});
