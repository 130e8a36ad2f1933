import { AdminToken } from '../access/admin-token.ts';
import { ConsoleSessions } from '../access/console-sessions.ts';
import { OperatorTokens } from '../access/operator-tokens.ts';
import { SignInCodes } from '../access/sign-in-codes.ts';
import { START } from '../audit/audit.ts';
import { OperatorError } from '../base/operator-error.ts';
import { toIso } from '../base/time.ts';
import type { Config } from '../config/config.ts';
import { withStartLock } from '../database/start-lock.ts';
import type { KeyManagement, KeyPair } from '../keys/key-management.ts';
import { DEFAULT_PROJECT, type Projects } from '../projects/projects.ts';
import { keysOf, type Opened, projectsOf } from './cli-context.ts';

/** What a start created and shows only once. */
export interface FirstStart {
  readonly pair: KeyPair | undefined;
  readonly adminToken: string | undefined;
  readonly signInCode: string | undefined;
}

/**
 * Creates what a start needs and the database lacks: the admin token, and the configured key pair. If no pair is configured,
 * an empty database gets a project with a new one.
 *
 * @throws {OperatorError} where the configured access key is stored with a different secret key.
 */
export async function prepareFirstStart(opened: Opened): Promise<FirstStart> {
  const { config, database, vault, now } = opened;
  const adminToken = new AdminToken(database, vault, config, now);
  const sessions = new ConsoleSessions(database, vault, new OperatorTokens(database, vault, now), now);
  const signInCodes = new SignInCodes(database, vault, adminToken, now);
  const { pair, generated } = await withStartLock(database, config.dataDir, async () => ({
    pair: await preparePair(config, projectsOf(opened), keysOf(opened)),
    generated: await adminToken.prepare(),
  }));
  // At every start until somebody has signed in, because a link expires after 15 minutes. An operator who configures the
  // admin token can sign in with that, and wants no secret in the output.
  const isLinkWanted = config.adminToken === undefined && !(await sessions.wasUsed());
  return {
    pair,
    adminToken: generated,
    signInCode: isLinkWanted ? await signInCodes.create(START) : undefined,
  };
}

async function preparePair(
  { accessKey, secretKey }: Config,
  projects: Projects,
  keys: KeyManagement,
): Promise<KeyPair | undefined> {
  if (accessKey !== undefined && secretKey !== undefined) {
    await importPair({ accessKey, secretKey }, projects, keys);
    return undefined;
  }
  if (!(await projects.isEmpty())) return undefined;
  return await keys.create(await projects.ensure(DEFAULT_PROJECT, START), START);
}

async function importPair(pair: KeyPair, projects: Projects, keys: KeyManagement): Promise<void> {
  const existing = await keys.reveal(pair.accessKey);
  const deletedAt = existing === undefined ? await keys.deletedAt(pair.accessKey) : undefined;
  if (deletedAt !== undefined) {
    throw new OperatorError(
      `BOARDGATE_ACCESS_KEY ${pair.accessKey} was deleted on ${toIso(deletedAt)}: unset it and BOARDGATE_SECRET_KEY, or run \`boardgate keys import ${pair.accessKey} --restore\` first`,
    );
  }
  if (existing === undefined) {
    await keys.import(await projects.ensure(DEFAULT_PROJECT, START), pair, START);
  } else if (existing.secretKey !== pair.secretKey) {
    throw new OperatorError(
      `BOARDGATE_ACCESS_KEY ${pair.accessKey} is stored with a different secret key: correct BOARDGATE_SECRET_KEY, or run \`boardgate keys delete ${pair.accessKey}\` first`,
    );
  }
}
