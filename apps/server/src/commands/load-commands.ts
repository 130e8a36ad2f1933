import type { Command } from 'commander';
import { flagNameOf, type LoadedConfig, SETTING_NAMES } from '../config/config.ts';
import { SETTINGS } from '../config/settings.ts';

type AddCommand = (program: Command, readConfig: () => LoadedConfig) => void;

type Loaders = Readonly<Record<string, () => Promise<AddCommand>>>;

/** Every command, by the heading under which `--help` lists it. */
const GROUPS: Readonly<Record<string, Loaders>> = {
  'Run a server:': {
    serve: async () => addServeCommand,
    health: async () => (await import('./health.ts')).addHealthCommand,
    doctor: async () => (await import('./doctor.ts')).addDoctorCommand,
    config: async () => (await import('./config.ts')).addConfigCommands,
  },
  'Tenants and their keys:': {
    projects: async () => (await import('./projects.ts')).addProjectCommands,
    keys: async () => (await import('./keys.ts')).addKeyCommands,
  },
  'Tokens:': {
    token: async () => (await import('./token.ts')).addTokenCommands,
    revoke: async () => (await import('./revocations.ts')).addRevokeCommands,
    revocations: async () => (await import('./revocations.ts')).addRevocationCommands,
  },
  'Rooms and conversions:': {
    rooms: async () => (await import('./rooms.ts')).addRoomCommands,
    convert: async () => (await import('./convert.ts')).addConvertCommand,
    tasks: async () => (await import('./tasks.ts')).addTaskCommands,
    webhooks: async () => (await import('./webhooks.ts')).addWebhookCommands,
  },
  'Who operates, and what happened:': {
    console: async () => (await import('./console.ts')).addConsoleCommand,
    operators: async () => (await import('./operators.ts')).addOperatorCommands,
    'admin-token': async () => (await import('./admin-token.ts')).addAdminTokenCommands,
    audit: async () => (await import('./audit.ts')).addAuditCommand,
    usage: async () => (await import('./usage.ts')).addUsageCommand,
  },
  'Data:': {
    backup: async () => (await import('./backup.ts')).addBackupCommand,
    restore: async () => (await import('./restore.ts')).addRestoreCommand,
    database: async () => (await import('./database.ts')).addDatabaseCommands,
    'master-key': async () => (await import('./master-key.ts')).addMasterKeyCommands,
  },
};

/** Loads only the command that the arguments name, since modules take time to load; all if they name none, as for `--help`. */
export async function loadCommands(
  program: Command,
  args: readonly string[],
  readConfig: () => LoadedConfig,
): Promise<void> {
  const [name = ''] = program.parseOptions([...args]).operands;
  const isKnown = Object.values(GROUPS).some((loaders) => Object.hasOwn(loaders, name));
  for (const [heading, loaders] of Object.entries(GROUPS)) {
    program.commandsGroup(heading);
    for (const [command, load] of Object.entries(loaders))
      if (!isKnown || command === name) (await load())(program, readConfig);
  }
}

function addServeCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('serve')
    .description('serve the API until Ctrl-C or SIGTERM')
    .addHelpText('after', settingsHelp)
    .action(async () => {
      const { config, warnings } = readConfig();
      // Imported here: `--help` lists the command without loading the HTTP server.
      const { serve } = await import('./serve.ts');
      await serve(config, warnings);
    });
}

/** Every setting is an option of every command; the server uses them all. */
function settingsHelp(): string {
  const width = Math.max(...SETTING_NAMES.map((name) => flagNameOf(name).length));
  const options = SETTING_NAMES.map((name) => `  ${flagNameOf(name).padEnd(width)}  ${SETTINGS[name].form}`);
  return `\nSettings, as options or as environment variables (--port is BOARDGATE_PORT):\n${options.join('\n')}\n\n\`boardgate config docs\` says what each does.`;
}
