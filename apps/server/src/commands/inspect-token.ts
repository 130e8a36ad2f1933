import { readFileSync } from 'node:fs';
import {
  decodeUnverifiedToken,
  TOKEN_KINDS,
  type TokenClaims,
  TokenError,
  verifyToken,
} from '@boardgate/token';
import type { Config } from '../config.ts';
import type { KeyManagement } from '../keys/key-management.ts';
import { showSpan } from './lifespan.ts';
import { print, showTime } from './output.ts';
import { withStore } from './store.ts';

const KIND_NAMES = { sdk: 'SDK token', room: 'Room token', task: 'Task token' };

/** Prints what a token claims and, in plain words, whether this server would accept it. Tells whether it would. */
export async function inspectToken(config: Config, text: string): Promise<boolean> {
  const token = (text === '-' ? readFileSync(process.stdin.fd, 'utf8') : text).trim();
  const now = Date.now();
  let claims: TokenClaims;
  try {
    claims = decodeUnverifiedToken(token);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    print(`Refused: this is no token: ${error.message}.`);
    print(
      'A token begins with NETLESSSDK_, NETLESSROOM_ or NETLESSTASK_ and goes on in base64url. Is it whole?',
    );
    return false;
  }
  print(describe(claims, now));
  const fault = await withStore(config, (store) => findFault(token, claims, store.keys, now));
  print(
    fault === undefined ? 'Good: the signature is right and the token is accepted.' : `Refused: ${fault}`,
  );
  return fault === undefined;
}

function describe(claims: TokenClaims, now: number): string {
  const lines = [
    ['kind', KIND_NAMES[claims.kind]],
    ['access key', claims.accessKey],
    ['role', claims.role],
    ['uuid', claims.uuid],
    ['issued', claims.issuedAt === undefined ? 'the nonce carries no time' : showTime(claims.issuedAt)],
    [
      'expires',
      claims.expiresAt === undefined
        ? 'never'
        : `${showTime(claims.expiresAt)} (${showDistance(claims.expiresAt - now)})`,
    ],
    ['nonce', claims.nonce],
    ...Object.entries(claims.extra).map(([name, value]) => [`extra ${name}`, value]),
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name?.padEnd(12)}${JSON.stringify(value).slice(1, -1)}`)
    .join('\n');
}

function showDistance(ms: number): string {
  return ms > 0 ? `in ${showSpan(ms)}` : `${showSpan(-ms)} ago`;
}

/** What an operator may know and a stranger may not: which of the reasons it is, and what to do about it. */
async function findFault(
  token: string,
  claims: TokenClaims,
  keys: KeyManagement,
  now: number,
): Promise<string | undefined> {
  const revealed = await keys.reveal(claims.accessKey);
  if (revealed === undefined) {
    return `no access key ${claims.accessKey} is stored here. Import it (boardgate keys import), or sign with one of \`boardgate keys list\`.`;
  }
  try {
    verifyToken(token, { secretKey: revealed.secretKey, kinds: TOKEN_KINDS, now });
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    if (error.code === 'expired') return 'it has expired. Issue a new one.';
    return `the signature is not the one the secret key of ${claims.accessKey} makes: another secret key signed it, or it was changed afterwards.`;
  }
  const { isKeyDisabled, isProjectDisabled, projectName } = revealed.stored;
  if (isKeyDisabled) return `the access key is disabled. boardgate keys enable ${claims.accessKey}`;
  if (isProjectDisabled)
    return `its project is disabled. boardgate projects enable ${JSON.stringify(projectName)}`;
  return undefined;
}
