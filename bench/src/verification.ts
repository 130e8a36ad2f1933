import { prepareSecretKey, verifyToken } from '@boardgate/token';
import { Keyring, loadConfig, openConfigured, RevokedTokens } from 'boardgate';
import { KEY, newToken } from './boardgate.ts';

/**
 * Measures how many tokens per second are verified and checked for revocations, for each of the named data folders.
 * One process measures them in turns: two processes differ more than the results do.
 */

const ROUNDS = 7;
const ROUND_MS = 500;
const BATCH = 200;
const DISTINCT_TOKENS = 50_000;

const secretKey = prepareSecretKey(KEY.secretKey);
const tokens = Array.from({ length: DISTINCT_TOKENS }, () => newToken());
let next = 0;

const subjects = await Promise.all(process.argv.slice(2).map(openSubject));
const results: number[][] = subjects.map(() => []);
// The first round warms up and is not counted.
for (let round = 0; round <= ROUNDS; round++) {
  for (let turn = 0; turn < subjects.length; turn++) {
    const at = (turn + round) % subjects.length;
    const rate = await perSecond(subjects[at] ?? (() => true));
    if (round > 0) results[at]?.push(rate);
  }
}
process.send?.(results);
process.exit(0);

async function openSubject(dataDir: string): Promise<(token: string) => boolean | Promise<boolean>> {
  const { database, vault } = await openConfigured({ ...loadConfig({}).config, dataDir });
  const key = await new Keyring(database, vault).load(KEY.accessKey);
  if (key === undefined) throw new Error(`${dataDir} has no access key ${KEY.accessKey}`);
  const revoked = new RevokedTokens(database);
  await revoked.load();
  return (token) => revoked.isRevoked(verifyToken(token, { secretKey, kinds: ['sdk'] }), key);
}

async function perSecond(isRevoked: (token: string) => boolean | Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() - startedAt < ROUND_MS) {
    for (let i = 0; i < BATCH; i++) {
      const answer = isRevoked(tokens[next++ % DISTINCT_TOKENS] ?? '');
      // A false match is looked up in the database.
      if ((answer instanceof Promise ? await answer : answer) === true) {
        throw new Error('a token that is not revoked was found revoked');
      }
    }
    count += BATCH;
  }
  return count / ((performance.now() - startedAt) / 1000);
}
