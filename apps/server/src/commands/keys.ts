import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { OperatorError } from '../base/operator-error.ts';
import { toIso } from '../base/time.ts';
import type { LoadedConfig } from '../config/config.ts';
import {
  type KeyDetails,
  KeyManagement,
  type KeyPair,
  type KeyWithActivity,
  stateOfKey,
} from '../keys/key-management.ts';
import { toAccessKeyObject } from '../keys/key-view.ts';
import { DEFAULT_PROJECT, getProject } from '../projects/projects.ts';
import { type CommandContext, findProjectId, withContext } from './cli-context.ts';
import { parseLifespan } from './lifespan.ts';
import { parseTimeOption, parseTimeOrNever } from './options.ts';
import { print, showTime, table } from './output.ts';

interface DetailOptions {
  readonly name?: string;
  readonly expires?: number;
}

/** `boardgate keys …` */
export function addKeyCommands(program: Command, readConfig: () => LoadedConfig): void {
  const keys = program
    .command('keys')
    .description('create, list, import, rename, rotate, disable, enable and delete access keys');

  withDetails(keys.command('create'))
    .description('make a new pair of keys; the secret key is shown this once')
    .option('--project <name>', 'the project it belongs to', DEFAULT_PROJECT)
    .option('--json', 'as JSON')
    .action(async ({ project, json, ...details }: DetailOptions & { project: string; json?: boolean }) => {
      const pair = await withContext(readConfig(), async (context) => {
        const owner = await getProject(context.database.db, { name: project });
        return await keysOf(context).create(owner, context.actor, toDetails(details));
      });
      if (json) return print(JSON.stringify(pair, null, 2));
      showPair(pair);
    });

  withDetails(keys.command('import <access-key>'))
    .description('store a pair of keys that exists elsewhere; the secret key is read from standard input')
    .option('--project <name>', 'the project it belongs to', DEFAULT_PROJECT)
    .action(async (accessKey: string, { project, ...details }: DetailOptions & { project: string }) => {
      const config = readConfig();
      const pair = { accessKey, secretKey: readSecretKey() };
      await withContext(config, async (context) => {
        const owner = await getProject(context.database.db, { name: project });
        await keysOf(context).import(owner, pair, context.actor, toDetails(details));
      });
      print(`Imported the access key ${accessKey} into the project "${project}".`);
    });

  keys
    .command('list')
    .description('list the access keys, oldest first')
    .option('--project <name>', 'only those of one project')
    .option('--json', 'as JSON')
    .action(async ({ project, json }: { project?: string; json?: boolean }) => {
      const all = await withContext(readConfig(), async (context) =>
        keysOf(context).list({ projectId: await findProjectId(context, project) }),
      );
      const now = Date.now();
      print(
        json
          ? JSON.stringify(
              all.map((key) => toAccessKeyObject(key, now)),
              null,
              2,
            )
          : showKeys(all, now),
      );
    });

  const change = async (accessKey: string, changes: KeyDetails) =>
    await withContext(readConfig(), (context) => keysOf(context).update(accessKey, changes, context.actor));

  keys
    .command('rename <access-key> [name]')
    .description('give a key a name for people; none takes it away')
    .action(async (accessKey: string, name: string | undefined) => {
      await change(accessKey, { name: name ?? null });
      print(name === undefined ? `${accessKey} has no name now.` : `${accessKey} is called "${name}" now.`);
    });

  keys
    .command('rotate <access-key>')
    .description('make a pair that takes the place of a key, which stays good for a while')
    .requiredOption('--overlap <span>', 'how long the old key stays good: 90s, 15m, 1h, 7d', parseOverlap)
    .option('--json', 'as JSON')
    .action(async (accessKey: string, { overlap, json }: { overlap: number; json?: boolean }) => {
      const rotation = await withContext(readConfig(), (context) =>
        keysOf(context).rotate(accessKey, context.now() + overlap, context.actor),
      );
      const oldValidUntil = toIso(rotation.oldValidUntil);
      if (json) return print(JSON.stringify({ ...rotation, oldValidUntil }, null, 2));
      showPair(rotation);
      print(`Change over to it by ${oldValidUntil}: until then ${accessKey} and its tokens are good too.`);
    });

  keys
    .command('expire <access-key> <time>')
    .description('set when a key ends, for example 2026-01-02T03:04:05Z, or never')
    .action(async (accessKey: string, time: string) => {
      const expiresAt = parseTimeOrNever(time);
      await change(accessKey, { expiresAt });
      print(
        expiresAt === null ? `${accessKey} does not expire.` : `${accessKey} expires at ${toIso(expiresAt)}.`,
      );
    });

  keys
    .command('disable <access-key>')
    .description('refuse a key, and every token it signed, from now on')
    .action(async (accessKey: string) => {
      await change(accessKey, { isDisabled: true });
      print(`Disabled the access key ${accessKey}: it and the tokens it signed are refused from now on.`);
    });

  keys
    .command('enable <access-key>')
    .description('accept them again')
    .action(async (accessKey: string) => {
      await change(accessKey, { isDisabled: false });
      print(`Enabled the access key ${accessKey}.`);
    });

  keys
    .command('delete <access-key>')
    .description('remove a key for good: every token it signed becomes worthless')
    .action(async (accessKey: string) => {
      await withContext(readConfig(), (context) => keysOf(context).delete(accessKey, context.actor));
      print(`Deleted the access key ${accessKey}. The tokens it signed are worthless now.`);
    });
}

function keysOf({ database, vault, now }: CommandContext): KeyManagement {
  return new KeyManagement(database, vault, now);
}

function withDetails(command: Command): Command {
  return command
    .option('--name <name>', 'what people call it')
    .option('--expires <time>', 'when it ends, for example 2026-01-02T03:04:05Z', parseTimeOption);
}

function toDetails({ name, expires }: DetailOptions): KeyDetails {
  return { name, expiresAt: expires };
}

function parseOverlap(text: string): number {
  const overlapMs = parseLifespan(text);
  if (overlapMs === 0) throw new InvalidArgumentError('To end the old key at once: boardgate keys disable.');
  return overlapMs;
}

function showPair({ accessKey, secretKey }: KeyPair): void {
  print(`access key (AK)   ${accessKey}`);
  print(`secret key (SK)   ${secretKey}`);
  print('The secret key is shown this once: keep it now.');
}

/** From standard input, so that it stands in no shell history and in no list of processes. */
function readSecretKey(): string {
  if (process.stdin.isTTY) process.stderr.write('Secret key (SK), then Enter and Ctrl-D: ');
  const secretKey = readFileSync(process.stdin.fd, 'utf8').replace(/\r?\n$/, '');
  if (secretKey === '')
    throw new OperatorError('no secret key came on standard input: pipe it in, e.g. < sk.txt');
  return secretKey;
}

function showKeys(keys: readonly KeyWithActivity[], now: number): string {
  if (keys.length === 0) return 'There are no access keys here yet. Make a pair: boardgate keys create';
  return table(
    ['ACCESS KEY', 'NAME', 'PROJECT', 'CREATED', 'LAST USED', 'ISSUED', 'STATE'],
    keys.map((key) => [
      key.accessKey,
      key.name ?? '-',
      key.projectName,
      showTime(key.createdAt),
      key.lastUsedAt === null ? 'never' : showTime(key.lastUsedAt),
      String(key.tokensIssued),
      showState(key, now),
    ]),
  );
}

function showState(key: KeyWithActivity, now: number): string {
  const state = stateOfKey(key, now);
  if (state !== 'enabled' || key.expiresAt === null) return state;
  return `enabled until ${showTime(key.expiresAt)}`;
}
