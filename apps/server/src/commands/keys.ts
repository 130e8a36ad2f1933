import type { Command } from 'commander';
import { toIso } from '../base/time.ts';
import type { LoadedConfig } from '../config/config.ts';
import { type KeyDetails, type KeyWithActivity, stateOfKey } from '../keys/key-management.ts';
import { findProjectId, keysOf, withContext } from './cli-context.ts';
import { addNewKeyCommands } from './new-keys.ts';
import { addJsonOption, addProjectFilter, parseTimeOrNever } from './options.ts';
import { type ListView, print, printList, showTime } from './output.ts';

export function addKeyCommands(program: Command, readConfig: () => LoadedConfig): void {
  const keys = program.command('keys').description('manage access keys');
  addNewKeyCommands(keys, readConfig);

  addJsonOption(addProjectFilter(keys.command('list')))
    .description('list access keys, oldest first')
    .action(async ({ project, json }: { project?: string; json?: boolean }) => {
      const all = await withContext(readConfig(), async (context) =>
        keysOf(context).list({ projectId: await findProjectId(context, project) }),
      );
      await printList(all, json, keysAt(Date.now()));
    });

  const change = async (accessKey: string, changes: KeyDetails) =>
    await withContext(readConfig(), (context) => keysOf(context).update(accessKey, changes, context.actor));

  keys
    .command('rename <access-key> [name]')
    .description('set the display name of a key; without a name, remove it')
    .action(async (accessKey: string, name: string | undefined) => {
      await change(accessKey, { name: name ?? null });
      print(name === undefined ? `Removed the name of ${accessKey}.` : `Renamed ${accessKey} to "${name}".`);
    });

  keys
    .command('expire <access-key>')
    .description('set when a key expires')
    .argument('<time>', 'for example 2026-01-02T03:04:05Z, or never', parseTimeOrNever)
    .action(async (accessKey: string, expiresAt: number | null) => {
      await change(accessKey, { expiresAt });
      print(
        expiresAt === null ? `${accessKey} does not expire.` : `${accessKey} expires at ${toIso(expiresAt)}.`,
      );
    });

  keys
    .command('disable <access-key>')
    .description('refuse a key and all tokens signed with it, effective immediately')
    .action(async (accessKey: string) => {
      await change(accessKey, { isDisabled: true });
      print(`Disabled the access key ${accessKey}. The key and all tokens signed with it are now refused.`);
    });

  keys
    .command('enable <access-key>')
    .description('accept a disabled key and its tokens again')
    .action(async (accessKey: string) => {
      await change(accessKey, { isDisabled: false });
      print(`Enabled the access key ${accessKey}.`);
    });

  keys
    .command('delete <access-key>')
    .description('permanently delete a key; all tokens signed with it become invalid')
    .action(async (accessKey: string) => {
      await withContext(readConfig(), (context) => keysOf(context).delete(accessKey, context.actor));
      print(`Deleted the access key ${accessKey}. All tokens signed with it are now invalid.`);
    });
}

function keysAt(now: number): ListView<KeyWithActivity> {
  return {
    columns: [
      ['ACCESS KEY', ({ accessKey }) => accessKey],
      ['NAME', ({ name }) => name ?? '-'],
      ['PROJECT', ({ projectName }) => projectName],
      ['CREATED', ({ createdAt }) => showTime(createdAt)],
      ['LAST USED', ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : showTime(lastUsedAt))],
      ['ISSUED', ({ tokensIssued }) => String(tokensIssued)],
      ['STATE', (key) => showState(key, now)],
    ],
    empty: 'No access keys yet. To create a key pair: boardgate keys create',
    loadToObject: async () => {
      const { toAccessKeyObject } = await import('../keys/key-view.ts');
      return (key) => toAccessKeyObject(key, now);
    },
  };
}

function showState(key: KeyWithActivity, now: number): string {
  const state = stateOfKey(key, now);
  if (state !== 'enabled' || key.expiresAt === null) return state;
  return `enabled until ${showTime(key.expiresAt)}`;
}
