import { ROLES, type Role, type TokenKind } from '@boardgate/token';
import { type Command, Option } from 'commander';
import type { Operation } from '../access/permissions.ts';
import { ApiError } from '../base/errors.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { LoadedConfig } from '../config/config.ts';
import { UsageCounter } from '../insight/usage-counter.ts';
import { DEFAULT_PROJECT, loadProject } from '../projects/projects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { OPERATIONS } from '../tokens/operation-verdict.ts';
import { TokenMint } from '../tokens/token-mint.ts';
import {
  type CommandContext,
  findProjectId,
  keysOf,
  projectsOf,
  tasksOf,
  withContext,
} from './cli-context.ts';
import { inspectToken } from './inspect-token.ts';
import { parseLifespan } from './lifespan.ts';
import { addJsonOption } from './options.ts';
import { print } from './output.ts';

interface MintOptions {
  readonly role: Role;
  readonly lifespan: number;
  readonly key?: string;
  readonly project: string;
}

export function addTokenCommands(program: Command, readConfig: () => LoadedConfig): void {
  const token = program.command('token').description('issue and inspect tokens');

  addMintOptions(token.command('sdk'))
    .description('issue an SDK token')
    .action((options: MintOptions) => mint(readConfig(), 'sdk', undefined, options));

  addMintOptions(token.command('room <uuid>'))
    .description('issue a Room token')
    .action((uuid: string, options: MintOptions) => mint(readConfig(), 'room', uuid, options));

  addMintOptions(token.command('task <uuid>'))
    .description('issue a Task token for a file conversion')
    .action((uuid: string, options: MintOptions) => mint(readConfig(), 'task', uuid, options));

  addJsonOption(token.command('inspect <token>'))
    .description(
      'show what a token claims, whether it is valid and, if not, why and what to change; `-` reads it from standard input',
    )
    .addOption(
      new Option(
        '--for <operation>',
        'also say whether the kind and role of the token permit the operation',
      ).choices(OPERATIONS),
    )
    .action(async (text: string, { json = false, for: operation }: { json?: boolean; for?: Operation }) => {
      const isGood = await inspectToken(readConfig(), text, { isJson: json, operation });
      if (!isGood) process.exitCode = 1;
    });
}

function addMintOptions(command: Command): Command {
  return (
    command
      .addOption(new Option('--role <role>', 'what the token permits').choices([...ROLES]).default('admin'))
      .option(
        '--lifespan <span>',
        'how long the token is valid: 90s, 15m, 1h, 7d, milliseconds, or 0 for no expiry',
        parseLifespan,
        3_600_000,
      )
      // Not `--access-key`, a setting of the server, which commander would read instead.
      .option(
        '--key <ak>',
        'access key that signs (default: the oldest enabled key of the project, if possible one that does not expire)',
      )
      .option('--project <name>', 'project of the key, if no key is given', DEFAULT_PROJECT)
  );
}

async function mint(
  loaded: LoadedConfig,
  kind: TokenKind,
  uuid: string | undefined,
  { role, lifespan: lifespanMs, key: accessKey, project }: MintOptions,
): Promise<void> {
  const token = await withContext(loaded, async (context) => {
    const { config, database, now, actor } = context;
    const usage = new UsageCounter(database, now);
    const tokens = new TokenMint({
      config,
      database,
      projects: projectsOf(context),
      keys: keysOf(context),
      rooms: new Rooms(database, now),
      tasks: tasksOf(context),
      usage,
      now,
    });
    const projectId = accessKey === undefined ? await findProjectId(context, project) : undefined;
    const minted = await tokens
      .mint({ kind, role, lifespanMs, accessKey, projectId, uuid }, actor)
      .catch(async (error: unknown) => {
        throw (await explainOtherProject(error, uuid, context)) ?? error;
      });
    await usage.flush();
    return minted;
  });
  print(token);
}

/** Operators may learn whose a room or task is. The API only says that the project has none. */
async function explainOtherProject(
  error: unknown,
  uuid: string | undefined,
  context: CommandContext,
): Promise<OperatorError | undefined> {
  if (!(error instanceof ApiError) || uuid === undefined) return undefined;
  const what = { 'room-not-found': 'room', 'task-not-found': 'task' }[error.code as string];
  if (what === undefined) return undefined;
  const { database, now } = context;
  const found = await (what === 'room' ? new Rooms(database, now) : tasksOf(context)).find(uuid);
  if (found === undefined) return undefined;
  const { name } = await loadProject(database.db, { id: found.projectId });
  const shown = JSON.stringify(name);
  return new OperatorError(
    `the ${what} ${uuid} belongs to the project ${shown}: use --project ${shown}, or --key with an access key of that project`,
  );
}
