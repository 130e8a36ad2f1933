import { timingSafeEqual } from 'node:crypto';
import { type ParsedToken, parseToken, type TokenClaims } from './decode.ts';
import { TokenError } from './error.ts';
import { TOKEN_KINDS, type TokenKind } from './kind.ts';
import { nameOfType, noOptions, wrongOption } from './misuse.ts';
import { messageToSign } from './payload.ts';
import { DECOY_KEY, SECRET_KEY_RULE, type SecretKey, signatureOf } from './secret-key.ts';

const KINDS_RULE = "an array of the kinds of token that are good here: 'sdk', 'room', 'task'";

interface VerifyOptionsBase {
  /** The kinds to accept. The format does not sign the kind, so there is no default. */
  readonly kinds: readonly TokenKind[];
  /** The present time in epoch milliseconds; default: the machine's clock. */
  readonly now?: number;
}

/** Verifies with one secret key. */
export interface VerifyWithKeyOptions extends VerifyOptionsBase {
  readonly secretKey: SecretKey;
}

/** Verifies with the secret key of the token's access key; `undefined` = there is no such access key. */
export interface VerifyWithFinderOptions<Found> extends VerifyOptionsBase {
  readonly findSecretKey: (accessKey: string) => Found;
}

type FoundNow = SecretKey | undefined;

/**
 * Verifies a token and returns what it says. The checks come in this order: structure, signature in constant
 * time, expiry (good before `expireAt`, refused at exactly `expireAt`), kind. Who may do what is not decided here.
 *
 * `findSecretKey` may return a key or a promise; `verifyToken` then does the same. A malformed token is refused
 * before that call, so always by a throw: `await` the call inside a `try` instead of chaining `.catch()` to it.
 *
 * @throws {TokenError} if the token is refused; its `code` tells why: see `TokenErrorCode`.
 * @throws {TypeError} if the options are wrong.
 * @example
 * const { role, uuid } = verifyToken(token, { secretKey, kinds: ['room'] });
 */
export function verifyToken(token: string, options: VerifyWithKeyOptions): TokenClaims;
export function verifyToken(token: string, options: VerifyWithFinderOptions<FoundNow>): TokenClaims;
export function verifyToken(
  token: string,
  options: VerifyWithFinderOptions<Promise<FoundNow>>,
): Promise<TokenClaims>;
export function verifyToken(
  token: string,
  options: VerifyWithFinderOptions<FoundNow | Promise<FoundNow>>,
): TokenClaims | Promise<TokenClaims>;
export function verifyToken(
  token: string,
  options: VerifyWithKeyOptions | VerifyWithFinderOptions<FoundNow | Promise<FoundNow>>,
): TokenClaims | Promise<TokenClaims> {
  checkOptions(options);
  const parsed = parseToken(token);
  const found = hasFinder(options) ? options.findSecretKey(parsed.claims.accessKey) : options.secretKey;
  return found instanceof Promise
    ? found.then((secretKey) => checkParsed(parsed, secretKey, options))
    : checkParsed(parsed, found, options);
}

function hasFinder(options: object): options is VerifyWithFinderOptions<FoundNow | Promise<FoundNow>> {
  return 'findSecretKey' in options && options.findSecretKey !== undefined;
}

function checkOptions(options: VerifyOptionsBase & { secretKey?: unknown; findSecretKey?: unknown }): void {
  if (typeof options !== 'object' || options === null) {
    throw noOptions('verifyToken(token, { kinds, secretKey })', options);
  }
  const { kinds, now, secretKey, findSecretKey } = options;
  if (!Array.isArray(kinds) || kinds.length === 0) throw wrongOption(options, 'kinds', KINDS_RULE);
  for (const kind of kinds) {
    if (!TOKEN_KINDS.includes(kind)) {
      throw new TypeError(`kinds must be ${KINDS_RULE}: it holds ${nameOfType(kind)}`);
    }
  }
  if ((secretKey === undefined) === (findSecretKey === undefined) || secretKey === null) {
    throw secretKey === undefined || secretKey === null
      ? wrongOption(options, 'secretKey', `${SECRET_KEY_RULE}; or give findSecretKey, a function`)
      : new TypeError('give either secretKey or findSecretKey, not both');
  }
  if (findSecretKey !== undefined && typeof findSecretKey !== 'function') {
    throw wrongOption(options, 'findSecretKey', 'a function from an access key to its secret key');
  }
  // Every comparison with NaN is false, so a bad clock would let every expired token pass.
  if (now !== undefined && !Number.isFinite(now)) {
    throw wrongOption(options, 'now', 'a time in epoch milliseconds');
  }
}

function checkParsed(parsed: ParsedToken, secretKey: FoundNow, options: VerifyOptionsBase): TokenClaims {
  const { claims, query, signature } = parsed;
  const expected = expectedSignature(messageToSign(query), secretKey ?? DECOY_KEY, options);
  if (!isSameSignature(signature, expected) || secretKey === undefined) {
    throw new TokenError('signature', 'the access key is unknown or the signature is wrong');
  }
  if (isExpired(claims, options.now ?? Date.now())) throw new TokenError('expired', 'the token has expired');
  if (!options.kinds.includes(claims.kind)) throw new TokenError('kind', 'a token of another kind is needed');
  return claims;
}

function expectedSignature(message: string, secretKey: SecretKey, options: VerifyOptionsBase): string {
  try {
    return signatureOf(message, secretKey);
  } catch (error) {
    if (!hasFinder(options) || !(error instanceof TypeError)) throw error;
    const rule = `${SECRET_KEY_RULE}, undefined for an unknown access key, or a Promise of one of these`;
    throw new TypeError(`findSecretKey must return ${rule}, not ${nameOfType(secretKey)}`, { cause: error });
  }
}

/**
 * Tells whether the claims of a verified token have run out: at exactly `expiresAt` they have.
 *
 * @throws {TypeError} where `claims` are none or `now` is no number.
 */
export function isExpired(claims: Pick<TokenClaims, 'expiresAt'>, now: number): boolean {
  if (typeof claims !== 'object' || claims === null || typeof now !== 'number') {
    throw new TypeError(
      `isExpired(claims, now): claims must be those of verifyToken(), not ${nameOfType(claims)}; now must be epoch milliseconds, not ${nameOfType(now)}`,
    );
  }
  return claims.expiresAt !== undefined && !(now < claims.expiresAt);
}

const SIGNATURE_LENGTH = 64;
const givenBytes = Buffer.alloc(SIGNATURE_LENGTH);
const expectedBytes = Buffer.alloc(SIGNATURE_LENGTH);

/** Compares every signature of the right length in constant time. That a signature has 64 digits is no secret. */
function isSameSignature(given: string, expected: string): boolean {
  expectedBytes.write(expected, 'latin1');
  // UTF-8, so that no other character can pass for a digit. A text that does not fit in 64 bytes cannot be 64 digits.
  const isComparable =
    given.length === SIGNATURE_LENGTH && givenBytes.write(given, 'utf8') === SIGNATURE_LENGTH;
  return timingSafeEqual(givenBytes, expectedBytes) && isComparable;
}
