import { setImmediate } from 'node:timers/promises';
import { type Alteration, type Finding, findingOf, type Padding } from './advice.ts';
import { plainAttemptsOf } from './attempts.ts';
import type { KnownKey } from './diagnosis.ts';
import type { ReadToken } from './reading.ts';
import { isSignedWithBytes } from './signature.ts';

const MAX_SIBLINGS = 1000;
/** Others get their turn after this many secret keys, some two milliseconds. */
const SECRETS_AT_ONCE = 100;

const PADDED: readonly (readonly [padding: Padding, before: string, after: string])[] = [
  ['line-break-after', '', '\n'],
  ['cr-lf-after', '', '\r\n'],
  ['space-after', '', ' '],
  ['space-before', ' ', ''],
  ['double-quotes', '"', '"'],
  ['single-quotes', "'", "'"],
  ['tab-after', '', '\t'],
  ['cr-after', '', '\r'],
  ['bom-before', '\ufeff', ''],
  ['zero-width-after', '', '\u200b'],
];

const ALTERED: readonly (readonly [alteration: Alteration, alter: (secretKey: string) => string | Buffer])[] =
  [
    ['trimmed', (secretKey) => secretKey.trim()],
    ['base64-decoded', (secretKey) => Buffer.from(secretKey, 'base64')],
    ['hex-decoded', (secretKey) => Buffer.from(secretKey, 'hex')],
    ['base64-encoded', (secretKey) => Buffer.from(secretKey).toString('base64')],
    ['url-encoded', (secretKey) => encodeURIComponent(secretKey)],
    ['lower-case', (secretKey) => secretKey.toLowerCase()],
    ['upper-case', (secretKey) => secretKey.toUpperCase()],
  ];

/** What programs take for a secret key that is not configured. */
const MISSING = ['', 'undefined', 'null', 'None', 'nil', 'NaN', 'false'];

/** A key that may have signed in place of the one that should have. */
interface OtherSecret {
  readonly secretKey: string | Buffer;
  readonly finding: Finding;
  /** The known key that it is or was made of; `undefined` where anyone can have it. */
  readonly signedBy: KnownKey | undefined;
}

/** What explains a signature, and the known key that made it; without one, anyone can have made it. */
export interface SignatureMistake {
  readonly findings: readonly Finding[];
  readonly signedBy: KnownKey | undefined;
}

/** The other secret key that signed, over the right message or over one of a few wrong ones. */
export async function findOtherSecret(
  { query }: ReadToken,
  signature: string,
  key: KnownKey,
  siblings: readonly KnownKey[],
): Promise<SignatureMistake | undefined> {
  const attempts = plainAttemptsOf(query.fields);
  let tried = 0;
  for (const { secretKey, finding, signedBy } of otherSecrets(key, siblings)) {
    tried += 1;
    if (tried % SECRETS_AT_ONCE === 0) await setImmediate();
    const attempt = attempts.find(({ message }) => isSignedWithBytes(secretKey, message, signature));
    if (attempt !== undefined) return { findings: [finding, ...attempt.explain()], signedBy };
  }
  return undefined;
}

function* otherSecrets(key: KnownKey, siblings: readonly KnownKey[]): Generator<OtherSecret> {
  const { secretKey } = key;
  for (const [padding, before, after] of PADDED) {
    const finding = findingOf('padded-secret-key', padding);
    yield { secretKey: before + secretKey + after, finding, signedBy: key };
  }
  for (const [alteration, alter] of ALTERED) {
    const altered = alter(secretKey);
    // Nothing of the key may be left, and then anyone can sign so.
    if (altered.length === 0 || altered === secretKey) continue;
    yield { secretKey: altered, finding: findingOf('altered-secret-key', alteration), signedBy: key };
  }
  for (const sibling of siblings.slice(0, MAX_SIBLINGS)) {
    yield { secretKey: sibling.secretKey, finding: findingOf('other-key-of-project'), signedBy: sibling };
  }
  for (const missing of MISSING) {
    yield { secretKey: missing, finding: findingOf('missing-secret-key'), signedBy: undefined };
  }
  yield { secretKey: key.accessKey, finding: findingOf('access-key-as-secret'), signedBy: undefined };
}
