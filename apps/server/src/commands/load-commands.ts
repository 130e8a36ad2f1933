import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';

type AddCommand = (program: Command, readConfig: () => LoadedConfig) => void;

/** In the order of `--help`. */
const LOADERS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['serve', async () => addServeCommand],
  ['projects', async () => (await import('./projects.ts')).addProjectCommands],
  ['keys', async () => (await import('./keys.ts')).addKeyCommands],
  ['token', async () => (await import('./token.ts')).addTokenCommands],
  ['revoke', async () => (await import('./revocations.ts')).addRevokeCommands],
  ['revocations', async () => (await import('./revocations.ts')).addRevocationCommands],
  ['audit', async () => (await import('./audit.ts')).addAuditCommand],
  ['usage', async () => (await import('./usage.ts')).addUsageCommand],
  ['tasks', async () => (await import('./tasks.ts')).addTaskCommands],
  ['convert', async () => (await import('./convert.ts')).addConvertCommand],
  ['webhooks', async () => (await import('./webhooks.ts')).addWebhookCommands],
  ['console', async () => (await import('./console.ts')).addConsoleCommand],
  ['admin-token', async () => (await import('./admin-token.ts')).addAdminTokenCommands],
  ['operators', async () => (await import('./operators.ts')).addOperatorCommands],
  ['master-key', async () => (await import('./master-key.ts')).addMasterKeyCommands],
  ['backup', async () => (await import('./backup.ts')).addBackupCommand],
  ['restore', async () => (await import('./restore.ts')).addRestoreCommand],
  ['database', async () => (await import('./database.ts')).addDatabaseCommands],
  ['health', async () => (await import('./health.ts')).addHealthCommand],
  ['doctor', async () => (await import('./doctor.ts')).addDoctorCommand],
  ['config', async () => (await import('./config.ts')).addConfigCommands],
]);

/** Loads only the command that the arguments name, since modules take time to load; all if they name none, as for `--help`. */
export async function loadCommands(
  program: Command,
  args: readonly string[],
  readConfig: () => LoadedConfig,
): Promise<void> {
  const [name = ''] = program.parseOptions([...args]).operands;
  const named = LOADERS.get(name);
  const loaders = named === undefined ? [...LOADERS.values()] : [named];
  for (const load of loaders) (await load())(program, readConfig);
}

function addServeCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('serve')
    .description('serve the API until Ctrl-C or SIGTERM')
    .action(async () => {
      const { config, warnings } = readConfig();
      // Imported here: `--help` lists the command without loading the HTTP server.
      const { serve } = await import('./serve.ts');
      await serve(config, warnings);
    });
}
