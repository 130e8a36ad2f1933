import { START } from '../audit/audit.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import type { KeyPair } from '../keys/key-management.ts';
import { DEFAULT_PROJECT } from '../projects/projects.ts';
import type { Store } from './cli-context.ts';

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
export async function prepareFirstStart(
  config: Config,
  { projects, keys, adminToken, sessions, signInCodes }: Store,
): Promise<FirstStart> {
  const pair = await preparePair(config, { projects, keys });
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
  { projects, keys }: Pick<Store, 'projects' | 'keys'>,
): Promise<KeyPair | undefined> {
  if (config.accessKey !== undefined && config.secretKey !== undefined) {
    await importPair({ accessKey: config.accessKey, secretKey: config.secretKey }, { projects, keys });
    return undefined;
  }
  if (!(await projects.isEmpty())) return undefined;
  return await keys.create(await projects.ensure(DEFAULT_PROJECT, START), START);
}

async function importPair(
  pair: KeyPair,
  { projects, keys }: Pick<Store, 'projects' | 'keys'>,
): Promise<void> {
  const existing = await keys.reveal(pair.accessKey);
  if (existing === undefined) {
    await keys.import(await projects.ensure(DEFAULT_PROJECT, START), pair, START);
  } else if (existing.secretKey !== pair.secretKey) {
    throw new OperatorError(
      `BOARDGATE_ACCESS_KEY ${pair.accessKey} is stored with another secret key than BOARDGATE_SECRET_KEY: correct it, or \`boardgate keys delete ${pair.accessKey}\` first`,
    );
  }
}
