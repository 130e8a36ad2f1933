import { isRole, ROLES, type Role, signRoomToken, signSdkToken, signTaskToken } from '@boardgate/token';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.ts';
import { ApiError } from '../errors.ts';
import { noSuchKey } from '../keys/key-management.ts';
import { OperatorError } from '../operator-error.ts';
import { DEFAULT_PROJECT } from '../projects/projects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { inspectToken } from './inspect-token.ts';
import { parseLifespan } from './lifespan.ts';
import { print } from './output.ts';
import { type Store, withStore } from './store.ts';

interface MintOptions {
  readonly role: Role;
  readonly lifespan: number;
  readonly accessKey?: string;
  readonly project: string;
}

/** `boardgate token …` */
export function addTokenCommands(program: Command, readConfig: () => Config): void {
  const token = program.command('token').description('mint and inspect tokens');

  withMintOptions(token.command('sdk'))
    .description('mint an SDK token')
    .action(async (options: MintOptions) => {
      print(await mint(readConfig(), options, async (key) => signSdkToken(key)));
    });

  withMintOptions(token.command('room <uuid>'))
    .description('mint a Room token')
    .action(async (uuid: string, options: MintOptions) => {
      const config = readConfig();
      const sign = async (key: SigningKey, store: Store) => {
        if (config.resources === 'local') await checkRoom(uuid, key, store);
        return signRoomToken({ ...key, uuid });
      };
      print(await mint(config, options, sign));
    });

  withMintOptions(token.command('task <uuid>'))
    .description(
      'mint a Task token (with BOARDGATE_RESOURCES=external: this version converts no files itself)',
    )
    .action(async (uuid: string, options: MintOptions) => {
      const config = readConfig();
      if (config.resources === 'local') {
        throw new OperatorError(
          'this server has no conversion tasks; for those of the vendor’s cloud set BOARDGATE_RESOURCES=external',
        );
      }
      print(await mint(config, options, async (key) => signTaskToken({ ...key, uuid })));
    });

  token
    .command('inspect <token>')
    .description(
      'say what a token claims, whether it is good, and if not, why; `-` reads it from standard input',
    )
    .action(async (text: string) => {
      const isGood = await inspectToken(readConfig(), text);
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

interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly projectId: string;
  readonly role: Role;
  readonly lifespanMs: number;
}

async function mint(
  config: Config,
  options: MintOptions,
  sign: (key: SigningKey, store: Store) => Promise<string>,
): Promise<string> {
  return await withStore(config, async (store) => {
    const accessKey = options.accessKey ?? (await oldestKeyOf(options.project, store));
    const revealed = await store.keys.reveal(accessKey);
    if (revealed === undefined) throw noSuchKey(accessKey);
    const { stored, secretKey } = revealed;
    if (stored.isKeyDisabled || stored.isProjectDisabled) {
      throw new OperatorError(
        `the access key ${accessKey} or its project is disabled: its tokens would be refused`,
      );
    }
    const { role, lifespan: lifespanMs } = options;
    return await sign({ accessKey, secretKey, projectId: stored.projectId, role, lifespanMs }, store);
  });
}

async function oldestKeyOf(project: string, { projects, keys }: Store): Promise<string> {
  await projects.get(project);
  const enabled = (await keys.list(project)).find((key) => !key.isKeyDisabled);
  if (enabled === undefined) {
    throw new OperatorError(
      `the project "${project}" has no enabled access key: boardgate keys create --project ${JSON.stringify(project)}`,
    );
  }
  return enabled.accessKey;
}

async function checkRoom(uuid: string, { projectId }: SigningKey, { database }: Store): Promise<void> {
  try {
    await new Rooms(database, Date.now).checkOpen(uuid, projectId);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new OperatorError(`${error.message}: the project of this key has no open room ${uuid}`);
  }
}
