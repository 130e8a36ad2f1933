import { CJK_FONTS_PACKAGE, findCjkFonts } from '@boardgate/renderer';
import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { findDamage } from '../database/check-file.ts';
import { sqlitePath } from '../database/sqlite.ts';
import { Readiness } from '../insight/readiness.ts';
import { AccessKeyStore } from '../keys/access-key-store.ts';
import { isAnnounced } from '../secrets/key-rotation.ts';
import { countOthers } from '../secrets/sealed-values.ts';
import { type CommandContext, withContext } from './cli-context.ts';
import { examineModes, examineOffice, examineProxies, examineVersions, type Line } from './doctor-machine.ts';
import { print, printJson, table } from './output.ts';

/** However large the database is: whoever runs the command waits for it, and can end it. */
const CHECK_LIMIT_MS = 86_400_000;
const PAGE = 500;

export function addDoctorCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('doctor')
    .description('examine the database, every stored secret key, this machine, and the servers’ versions')
    .addHelpText('after', '\nA large database takes a while. The exit code is 1 if something is wrong.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: true }) => {
      const lines = await withContext(readConfig(), examine);
      if (json) printJson(lines);
      else
        print(
          table(
            [
              ['CHECK', ({ name }) => name],
              ['STATUS', ({ status }) => status],
              ['', ({ message }) => message ?? ''],
            ],
            lines,
          ),
        );
      if (lines.some(({ status }) => status === 'failed')) process.exitCode = 1;
      else if (!json) print('Nothing is wrong.');
    });
}

async function examine(context: CommandContext): Promise<Line[]> {
  const { config, database, vault, now } = context;
  const readiness = new Readiness({ config, database, vault, now });
  await readiness.look();
  return [
    ...(await readiness.check()),
    ...(database.kind === 'sqlite' ? [await examineFile(config.dataDir)] : []),
    await examineKeys(context),
    await examineSealed(context),
    examineModes(config.dataDir),
    ...(await examineOffice(config, process.env.PATH ?? '')),
    examineFonts(),
    examineProxies(process.env),
    await examineVersions(database, now),
  ];
}

function examineFonts(): Line {
  const name = 'fonts';
  if (findCjkFonts() !== undefined) return { name, status: 'ok', message: null };
  const message = `no fonts for Chinese, Japanese and Korean documents: npm install ${CJK_FONTS_PACKAGE}, and restart the server`;
  return { name, status: 'warning', message };
}

async function examineFile(dataDir: string): Promise<Line> {
  const damage = await findDamage(sqlitePath(dataDir), 'full', CHECK_LIMIT_MS);
  if (damage === undefined)
    return { name: 'file', status: 'failed', message: 'the database file could not be examined' };
  if (damage.length === 0) return { name: 'file', status: 'ok', message: null };
  const message = `the database file is damaged: stop the server and restore a backup (${damage.join('; ').replaceAll('\n', ' ')})`;
  return { name: 'file', status: 'failed', message };
}

async function examineKeys({ database, vault }: CommandContext): Promise<Line> {
  const store = new AccessKeyStore(database.db);
  const damaged: string[] = [];
  let after: Awaited<ReturnType<AccessKeyStore['list']>>[number] | undefined;
  do {
    const page = await store.list({ limit: PAGE, after });
    for (const { accessKey, sealedSecretKey } of page)
      if (vault.openIfWhole(sealedSecretKey, accessKey) === undefined) damaged.push(accessKey);
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined);
  if (damaged.length === 0) return { name: 'secret-keys', status: 'ok', message: null };
  const message = `stored secret keys cannot be opened, of ${damaged.join(', ')}: restore a backup, or delete the keys and import their pairs again`;
  return { name: 'secret-keys', status: 'failed', message };
}

/** Whether one master key has sealed everything. */
async function examineSealed({ database, vault }: CommandContext): Promise<Line> {
  const name = 'sealed-values';
  const count = await countOthers(database.db, vault.keyId);
  if (await isAnnounced(database.db)) {
    const message = `the master key is being rotated to the one with the id ${vault.keyId}, ${count} values to go: if no rotation runs, \`boardgate master-key rotate\` goes on with it`;
    return { name, status: 'warning', message };
  }
  if (count === 0) return { name, status: 'ok', message: null };
  const message = `stored values are encrypted under another master key than ${vault.keyId}: ${count}; restore a backup, or replace those secrets`;
  return { name, status: 'failed', message };
}
