import { AdminToken } from '../access/admin-token.ts';
import { ConsoleSessions } from '../access/console-sessions.ts';
import { SignInCodes } from '../access/sign-in-codes.ts';
import { START } from '../audit/audit.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import { KeyManagement, type KeyPair } from '../keys/key-management.ts';
import { DEFAULT_PROJECT, type Projects } from '../projects/projects.ts';
import type { Opened } from './cli-context.ts';
import { projectsOf } from './projects-of.ts';

/** What a start made and shows this once. */
export interface FirstStart {
  readonly pair: KeyPair | undefined;
  readonly adminToken: string | undefined;
  /** The code of a link that signs in to the console. */
  readonly signInCode: string | undefined;
}

/**
 * Makes what a start needs and is not there: the admin token; the pair given in the configuration, else, where nothing is stored at
 * all, a first pair of its own.
 *
 * @throws {OperatorError} where the configured access key is stored with another secret key.
 */
export async function prepareFirstStart(opened: Opened): Promise<FirstStart> {
  const { config, database, vault, now } = opened;
  const adminToken = new AdminToken(database, vault, config, now);
  const sessions = new ConsoleSessions(database, vault, now);
  const signInCodes = new SignInCodes(database, vault, adminToken, now);
  const pair = await preparePair(config, projectsOf(opened), new KeyManagement(database, vault, now));
  const generated = await adminToken.prepare();
  // At every start until somebody has signed in: a link lasts 15 minutes, and not everybody reads at once. Who gives the admin token by
  // configuration has it, and wants no secret in what is printed.
  const isLinkWanted = config.adminToken === undefined && !(await sessions.wasUsed());
  return {
    pair,
    adminToken: generated,
    signInCode: isLinkWanted ? await signInCodes.create(START) : undefined,
  };
}

async function preparePair(
  config: Config,
  projects: Projects,
  keys: KeyManagement,
): Promise<KeyPair | undefined> {
  if (config.accessKey !== undefined && config.secretKey !== undefined) {
    await importPair({ accessKey: config.accessKey, secretKey: config.secretKey }, projects, keys);
    return undefined;
  }
  if (!(await projects.isEmpty())) return undefined;
  return await keys.create(await projects.ensure(DEFAULT_PROJECT, START), START);
}

async function importPair(pair: KeyPair, projects: Projects, keys: KeyManagement): Promise<void> {
  const existing = await keys.reveal(pair.accessKey);
  if (existing === undefined) {
    await keys.import(await projects.ensure(DEFAULT_PROJECT, START), pair, START);
  } else if (existing.secretKey !== pair.secretKey) {
    throw new OperatorError(
      `BOARDGATE_ACCESS_KEY ${pair.accessKey} is stored with another secret key than BOARDGATE_SECRET_KEY: correct it, or \`boardgate keys delete ${pair.accessKey}\` first`,
    );
  }
}
