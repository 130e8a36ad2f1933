import { type Command, InvalidArgumentError } from 'commander';
import { OperatorError } from '../base/operator-error.ts';
import { toIso } from '../base/time.ts';
import type { LoadedConfig } from '../config/config.ts';
import type { KeyPair } from '../keys/key-management.ts';
import { DEFAULT_PROJECT, loadProject } from '../projects/projects.ts';
import { keysOf, withContext } from './cli-context.ts';
import { parseLifespan } from './lifespan.ts';
import { addJsonOption, parseTimeOption, readStandardInput } from './options.ts';
import { print, printJson } from './output.ts';

interface NewKeyOptions {
  readonly project: string;
  readonly name?: string;
  readonly expires?: number;
}

/** The subcommands of `boardgate keys` that create or import a key pair. */
export function addNewKeyCommands(keys: Command, readConfig: () => LoadedConfig): void {
  addJsonOption(addNewKeyOptions(keys.command('create')))
    .description('create a key pair; the secret key is shown only once')
    .action(async ({ project, name, expires, json }: NewKeyOptions & { json?: boolean }) => {
      const pair = await withContext(readConfig(), async (context) => {
        const { database, actor } = context;
        const owner = await loadProject(database.db, { name: project });
        return await keysOf(context).create(owner, actor, { name, expiresAt: expires });
      });
      if (json) return printJson(pair);
      printPair(pair);
    });

  addNewKeyOptions(keys.command('import <access-key>'))
    .description('import an existing key pair; the secret key is read from standard input')
    .option('--restore', 'bring a deleted key back, with what of it was revoked')
    .action(async (accessKey: string, options: NewKeyOptions & { restore?: boolean }) => {
      const { project, name, expires, restore } = options;
      const loaded = readConfig();
      const pair = { accessKey, secretKey: readSecretKey() };
      await withContext(loaded, async (context) => {
        const { database, actor } = context;
        const owner = await loadProject(database.db, { name: project });
        await keysOf(context).import(owner, pair, actor, { name, expiresAt: expires, restore });
      });
      print(`Imported the access key ${accessKey} into the project "${project}".`);
    });

  addJsonOption(keys.command('rotate <access-key>'))
    .description('create a key pair that replaces a key; the old key stays valid during the overlap')
    .requiredOption('--overlap <span>', 'how long the old key stays valid: 90s, 15m, 1h or 7d', parseOverlap)
    .action(async (accessKey: string, { overlap, json }: { overlap: number; json?: boolean }) => {
      const rotation = await withContext(readConfig(), (context) =>
        keysOf(context).rotate(accessKey, context.now() + overlap, context.actor),
      );
      const oldValidUntil = toIso(rotation.oldValidUntil);
      if (json) return printJson({ ...rotation, oldValidUntil });
      printPair(rotation);
      print(`Switch to the new key by ${oldValidUntil}. Until then ${accessKey} and its tokens stay valid.`);
    });
}

function addNewKeyOptions(command: Command): Command {
  return command
    .option('--project <name>', 'project of the key', DEFAULT_PROJECT)
    .option('--name <name>', 'display name')
    .option('--expires <time>', 'when the key expires, for example 2026-01-02T03:04:05Z', parseTimeOption);
}

function parseOverlap(text: string): number {
  const overlapMs = parseLifespan(text);
  if (overlapMs === 0)
    throw new InvalidArgumentError('To end the old key at once, use boardgate keys disable.');
  return overlapMs;
}

function printPair({ accessKey, secretKey }: KeyPair): void {
  print(`access key (AK)   ${accessKey}`);
  print(`secret key (SK)   ${secretKey}`);
  print('The secret key is shown only once. Store it now.');
}

/** Not an argument: those end up in the shell history and are visible in the process list. */
function readSecretKey(): string {
  if (process.stdin.isTTY) process.stderr.write('Secret key (SK), then Enter and Ctrl-D: ');
  const secretKey = readStandardInput();
  if (secretKey === '')
    throw new OperatorError('no secret key on standard input: pipe it in, for example < sk.txt');
  return secretKey;
}
