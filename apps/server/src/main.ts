import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { ApiError } from './base/errors.ts';
import { OperatorError } from './base/operator-error.ts';
import { addAdminTokenCommands } from './commands/admin-token.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addConfigCommands, addSettingFlags } from './commands/config.ts';
import { addConsoleCommand } from './commands/console.ts';
import { addConvertCommand } from './commands/convert.ts';
import { addKeyCommands } from './commands/keys.ts';
import { printError } from './commands/output.ts';
import { addProjectCommands } from './commands/projects.ts';
import { addRevocationCommands } from './commands/revocations.ts';
import { addTaskCommands } from './commands/tasks.ts';
import { addTokenCommands } from './commands/token.ts';
import { addUsageCommand } from './commands/usage.ts';
import { addWebhookCommands } from './commands/webhooks.ts';
import { type LoadedConfig, loadConfig } from './config/config.ts';

const program = new Command('boardgate')
  .description('A self-hosted server for the Interactive Whiteboard REST API.')
  .version(packageJson.version)
  .exitOverride();
addSettingFlags(program);

const readAll = (): LoadedConfig => loadConfig(process.env, program.opts());
const readConfig = () => readAll().config;

program
  .command('serve')
  .description('serve the API until Ctrl-C or SIGTERM')
  .action(async () => {
    const { config, warnings } = readAll();
    // Loaded here alone: the other commands need no HTTP.
    const { serve } = await import('./commands/serve.ts');
    await serve(config, warnings);
  });
addProjectCommands(program, readConfig);
addKeyCommands(program, readConfig);
addTokenCommands(program, readConfig);
addRevocationCommands(program, readConfig);
addAuditCommand(program, readConfig);
addUsageCommand(program, readConfig);
addTaskCommands(program, readConfig);
addConvertCommand(program, readConfig);
addWebhookCommands(program, readConfig);
addConsoleCommand(program, readConfig);
addAdminTokenCommands(program, readConfig);
addConfigCommands(program, readAll);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}

/** Says what happened in a line that a person can act on. A stack trace is for faults of ours alone. */
function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof OperatorError || error instanceof ApiError) {
    printError(error.message.replaceAll(/^/gm, 'boardgate: '));
    return 1;
  }
  printError(`boardgate: internal error: ${error instanceof Error ? error.stack : String(error)}`);
  return 70;
}
