import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { sql } from 'kysely';
import packageJson from '../../package.json' with { type: 'json' };
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import type { LoadedConfig } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import { withRotationLock } from '../database/rotation-lock.ts';
import { Nodes } from '../insight/nodes.ts';
import { isAnnounced } from '../secrets/key-rotation.ts';
import { masterKeyPath, parseStoredMasterKey } from '../secrets/master-key.ts';
import { rotateMasterKey } from '../secrets/rotate-master-key.ts';
import { keyIdOf } from '../secrets/vault.ts';
import { type CommandContext, withContext } from './cli-context.ts';
import { readStandardInput } from './options.ts';
import { print } from './output.ts';

const KEY_BYTES = 32;

interface Given {
  readonly newKey?: string;
}

export function addMasterKeyCommands(program: Command, readConfig: () => LoadedConfig): void {
  const masterKey = program
    .command('master-key')
    .description('manage the key that encrypts the stored secrets');

  masterKey
    .command('rotate')
    .description('encrypt every stored secret anew under another master key, while servers run')
    .option(
      '--new-key <file>',
      'file with the new key, 32 bytes in base64, or - for standard input (default: a random one, unless BOARDGATE_MASTER_KEY is set)',
    )
    .addHelpText(
      'after',
      '\nWhatever ends the command, the next one goes on where it stopped. All servers must be of this version.',
    )
    .action(async ({ newKey }: Given) => {
      await withContext(readConfig(), (context) => rotate(context, newKey));
    });
}

async function rotate(context: CommandContext, file: string | undefined): Promise<void> {
  const { config, database, vault, now } = context;
  const nodes = new Nodes(database, now);
  let isToldOfWaiting = false;
  const { unopened } = await withRotationLock(database, config.dataDir, async () => {
    const next = await chooseKey(context, file);
    return await rotateMasterKey(
      {
        config,
        database,
        vault,
        listServers: async () => (await nodes.list()).filter(({ isAlive }) => isAlive),
        onWaiting: () => {
          if (!isToldOfWaiting) print('Waiting for the running servers to learn the new key …');
          isToldOfWaiting = true;
        },
      },
      next,
    );
  });
  print(`Every stored secret is encrypted under the master key with the id ${vault.keyId} now.`);
  if (unopened > 0)
    print(
      `${unopened} could not be opened with the old one, and stay as they are: see \`boardgate doctor\`.`,
    );
  print(
    config.masterKey === undefined
      ? `It is in ${masterKeyPath(config.dataDir)}, and in the data folders of the servers that run. Keep a copy of it apart from your backups; older backups need the old one.`
      : 'Running servers have it. Set BOARDGATE_MASTER_KEY to it on every server now: the next start needs it. Older backups need the old one.',
  );
}

/** @throws {OperatorError} if the given key is none, or not the one that a rotation under way leads to. */
async function chooseKey(
  { config, database, vault, now }: CommandContext,
  file: string | undefined,
): Promise<Buffer> {
  const given = file === undefined ? undefined : readKey(file);
  const isUnderWay = await isAnnounced(database.db);
  if (isUnderWay && given !== undefined && keyIdOf(given) !== vault.keyId)
    throw new OperatorError(
      `a rotation to the master key with the id ${vault.keyId} was begun: end that one first, with that key or without --new-key`,
    );
  if (!isUnderWay && given !== undefined && keyIdOf(given) === vault.keyId)
    throw new OperatorError('the new master key is the one in force: give another one');
  if (!isUnderWay && given === undefined && config.masterKey !== undefined)
    throw new OperatorError(
      'the master key comes from BOARDGATE_MASTER_KEY, which only you can change: make a new one with `openssl rand -base64 32`, keep it, and give it with --new-key FILE',
    );
  if (!isUnderWay) await checkCanFollow(database, now);
  return given ?? randomBytes(KEY_BYTES);
}

/** @throws {OperatorError} if servers could not learn a new key: those of another version, or of another region. */
async function checkCanFollow(database: Database, now: () => number): Promise<void> {
  const other = (await new Nodes(database, now).list()).find(
    ({ isAlive, version }) => isAlive && version !== packageJson.version,
  );
  if (other !== undefined)
    throw new OperatorError(
      `the server on ${other.host} has version ${other.version}, and this command ${packageJson.version}: upgrade it, or stop it and wait for half a minute`,
    );
  if (database.kind === 'sqlite') return;
  const { rows } = await sql`
    select 1 from pg_publication_tables where schemaname = current_schema() and tablename = 'access_keys'
    union all select 1 from pg_subscription_rel where srrelid = 'access_keys'::regclass`.execute(database.db);
  if (rows.length > 0)
    throw new OperatorError(
      'the keys are shared with another region by replication, and its servers would not learn the new key: drop the publication and the subscriptions, rotate in each region to the same key with --new-key, and create them again',
    );
}

function readKey(file: string): Buffer {
  const text = file === '-' ? readStandardInput() : readKeyFile(file);
  const key = parseStoredMasterKey(text);
  if (key === undefined)
    throw new OperatorError(`${file} is not a master key: it must hold 32 bytes in base64`);
  return key;
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperatorError(`cannot read the new master key ${file}: ${reasonOf(error)}`, { cause: error });
  }
}
