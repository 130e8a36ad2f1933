import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import type { StoredAccessKey } from '../keys/access-key-store.ts';
import { OperatorError } from '../operator-error.ts';
import { DEFAULT_PROJECT } from '../projects/projects.ts';
import { print, showTime, table } from './output.ts';
import { withStore } from './store.ts';

/** `boardgate keys …` */
export function addKeyCommands(program: Command, readConfig: () => Config): void {
  const keys = program
    .command('keys')
    .description('create, list, import, disable, enable and delete access keys');

  keys
    .command('create')
    .description('make a new pair of keys; the secret key is shown this once')
    .option('--project <name>', 'the project it belongs to', DEFAULT_PROJECT)
    .option('--json', 'as JSON')
    .action(async ({ project, json }: { project: string; json?: boolean }) => {
      const pair = await withStore(readConfig(), async (store) =>
        store.keys.create(await store.projects.get(project)),
      );
      if (json) return print(JSON.stringify(pair, null, 2));
      print(`access key (AK)   ${pair.accessKey}`);
      print(`secret key (SK)   ${pair.secretKey}`);
      print('The secret key is shown this once: keep it now.');
    });

  keys
    .command('import <access-key>')
    .description('store a pair of keys that exists elsewhere; the secret key is read from standard input')
    .option('--project <name>', 'the project it belongs to', DEFAULT_PROJECT)
    .action(async (accessKey: string, { project }: { project: string }) => {
      const config = readConfig();
      const secretKey = readSecretKey();
      await withStore(config, async (store) =>
        store.keys.import(await store.projects.get(project), { accessKey, secretKey }),
      );
      print(`Imported the access key ${accessKey} into the project "${project}".`);
    });

  keys
    .command('list')
    .description('list the access keys, oldest first')
    .option('--project <name>', 'only those of one project')
    .option('--json', 'as JSON')
    .action(async ({ project, json }: { project?: string; json?: boolean }) => {
      const all = await withStore(readConfig(), async (store) => {
        if (project !== undefined) await store.projects.get(project);
        return await store.keys.list(project);
      });
      print(json ? JSON.stringify(all.map(toJson), null, 2) : showKeys(all));
    });

  keys
    .command('disable <access-key>')
    .description('refuse a key, and every token it signed, from now on')
    .action(async (accessKey: string) => {
      await withStore(readConfig(), (store) => store.keys.disable(accessKey));
      print(`Disabled the access key ${accessKey}: it and the tokens it signed are refused from now on.`);
    });

  keys
    .command('enable <access-key>')
    .description('accept them again')
    .action(async (accessKey: string) => {
      await withStore(readConfig(), (store) => store.keys.enable(accessKey));
      print(`Enabled the access key ${accessKey}.`);
    });

  keys
    .command('delete <access-key>')
    .description('remove a key for good: every token it signed becomes worthless')
    .action(async (accessKey: string) => {
      await withStore(readConfig(), (store) => store.keys.delete(accessKey));
      print(`Deleted the access key ${accessKey}. The tokens it signed are worthless now.`);
    });
}

/** From standard input, so that it stands in no shell history and in no list of processes. */
function readSecretKey(): string {
  if (process.stdin.isTTY) process.stderr.write('Secret key (SK), then Enter and Ctrl-D: ');
  const secretKey = readFileSync(process.stdin.fd, 'utf8').replace(/\r?\n$/, '');
  if (secretKey === '')
    throw new OperatorError('no secret key came on standard input: pipe it in, e.g. < sk.txt');
  return secretKey;
}

function showKeys(keys: readonly StoredAccessKey[]): string {
  if (keys.length === 0) return 'There are no access keys here yet. Make a pair: boardgate keys create';
  return table(
    ['ACCESS KEY', 'PROJECT', 'CREATED', 'STATE'],
    keys.map((key) => [key.accessKey, key.projectName, showTime(key.createdAt), stateOf(key)]),
  );
}

function stateOf(key: StoredAccessKey): string {
  if (key.isKeyDisabled) return 'disabled';
  return key.isProjectDisabled ? 'disabled with its project' : 'enabled';
}

function toJson(key: StoredAccessKey): object {
  return {
    accessKey: key.accessKey,
    project: key.projectName,
    createdAt: new Date(key.createdAt).toISOString(),
    disabled: key.isKeyDisabled,
    projectDisabled: key.isProjectDisabled,
  };
}
