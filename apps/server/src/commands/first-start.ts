import type { Config } from '../config.ts';
import type { KeyPair } from '../keys/key-management.ts';
import { OperatorError } from '../operator-error.ts';
import { DEFAULT_PROJECT } from '../projects/projects.ts';
import type { Store } from './store.ts';

/**
 * Makes what a start needs and is not there: the pair given in the configuration, else, where nothing is stored at all, a first
 * pair of its own.
 *
 * @returns the generated pair, to be shown this once
 * @throws {OperatorError} where the configured access key is stored with another secret key.
 */
export async function prepareFirstStart(
  config: Config,
  { projects, keys }: Store,
): Promise<KeyPair | undefined> {
  if (config.accessKey !== undefined && config.secretKey !== undefined) {
    await importPair({ accessKey: config.accessKey, secretKey: config.secretKey }, { projects, keys });
    return undefined;
  }
  if (!(await projects.isEmpty())) return undefined;
  return await keys.create(await projects.ensure(DEFAULT_PROJECT));
}

async function importPair(
  pair: KeyPair,
  { projects, keys }: Pick<Store, 'projects' | 'keys'>,
): Promise<void> {
  const existing = await keys.reveal(pair.accessKey);
  if (existing === undefined) {
    await keys.import(await projects.ensure(DEFAULT_PROJECT), pair);
  } else if (existing.secretKey !== pair.secretKey) {
    throw new OperatorError(
      `BOARDGATE_ACCESS_KEY ${pair.accessKey} is stored with another secret key than BOARDGATE_SECRET_KEY: correct it, or \`boardgate keys delete ${pair.accessKey}\` first`,
    );
  }
}
