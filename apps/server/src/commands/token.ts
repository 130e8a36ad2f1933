import { isRole, ROLES, type Role, type TokenKind } from '@boardgate/token';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { Tasks } from '../conversions/queue/tasks.ts';
import { UsageCounter } from '../insight/usage-counter.ts';
import { KeyManagement } from '../keys/key-management.ts';
import { DEFAULT_PROJECT } from '../projects/projects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { TokenMint } from '../tokens/token-mint.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { inspectToken } from './inspect-token.ts';
import { parseLifespan } from './lifespan.ts';
import { print } from './output.ts';
import { projectsOf } from './projects-of.ts';

interface MintOptions {
  readonly role: Role;
  readonly lifespan: number;
  readonly accessKey?: string;
  readonly project: string;
}

/** `boardgate token …` */
export function addTokenCommands(program: Command, readConfig: () => LoadedConfig): void {
  const token = program.command('token').description('mint and inspect tokens');

  withMintOptions(token.command('sdk'))
    .description('mint an SDK token')
    .action(async (options: MintOptions) => print(await mint(readConfig(), 'sdk', undefined, options)));

  withMintOptions(token.command('room <uuid>'))
    .description('mint a Room token')
    .action(async (uuid: string, options: MintOptions) =>
      print(await mint(readConfig(), 'room', uuid, options)),
    );

  withMintOptions(token.command('task <uuid>'))
    .description(
      'mint a Task token (with BOARDGATE_RESOURCES=external: this version converts no files itself)',
    )
    .action(async (uuid: string, options: MintOptions) =>
      print(await mint(readConfig(), 'task', uuid, options)),
    );

  token
    .command('inspect <token>')
    .description(
      'say what a token claims, whether it is good, and if not, what is wrong and what to change; `-` reads it from standard input',
    )
    .option('--json', 'as JSON')
    .action(async (text: string, { json = false }: { json?: boolean }) => {
      const isGood = await inspectToken(readConfig(), text, json);
      if (!isGood) process.exitCode = 1;
    });
}

function withMintOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--role <role>', 'what the bearer may do')
        .choices([...ROLES])
        .default('admin')
        .argParser(parseRole),
    )
    .option(
      '--lifespan <span>',
      'how long it is good: 90s, 15m, 1h, 7d, milliseconds, or 0 for ever',
      parseLifespan,
      3_600_000,
    )
    .option('--access-key <ak>', 'the key that signs (default: the oldest enabled one of the project)')
    .option('--project <name>', 'the project, where no key is named', DEFAULT_PROJECT);
}

function parseRole(text: string): Role {
  if (!isRole(text)) throw new InvalidArgumentError(`Allowed are ${ROLES.join(', ')}.`);
  return text;
}

async function mint(
  loaded: LoadedConfig,
  kind: TokenKind,
  uuid: string | undefined,
  { role, lifespan: lifespanMs, accessKey, project }: MintOptions,
): Promise<string> {
  return await withContext(loaded, async (context) => {
    const { config, database, vault, now } = context;
    const usage = new Usage(database, now);
    const tokens = new TokenMint({
      config,
      database,
      projects: projectsOf(context),
      keys: new KeyManagement(database, vault, now),
      rooms: new Rooms(database, now),
      tasks: new Tasks(database, now),
      usage,
      now,
    });
    const projectId = accessKey === undefined ? await findProjectId(context, project) : undefined;
    const token = await tokens.mint({ kind, role, lifespanMs, accessKey, projectId, uuid }, context.actor);
    await usage.flush();
    return token;
  });
}
