import type { TokenClaims } from '../decode.ts';
import { TOKEN_KINDS, TOKEN_PREFIXES } from '../kind.ts';
import { durationText, timeText } from './wording.ts';

// What is said where no known mistake explains a token: what is certain, and no guess at the cause.

const PREFIXES = TOKEN_KINDS.map((kind) => TOKEN_PREFIXES[kind]).join(', ');

/** @param fault The message of a `TokenError`, which holds nothing of the token. */
export function formatAdvice(fault: string): string {
  return `This is not a token: ${fault}. A token is one of ${PREFIXES} and base64url without padding behind it; check that it was copied whole.`;
}

/** For a text that can be mended into a token, which is no better for it. */
export function mendedInVainAdvice(fault: string, innerAdvice: string): string {
  return `As it stands this is not a token: ${fault}. With that mended it would still be refused. ${innerAdvice}`;
}

export function unknownKeyAdvice(): string {
  return 'There is no key with this access key here. Check the ak field, and that the key belongs to this server and has not been deleted.';
}

export function exposedSecretAdvice(): string {
  return 'The ak field holds a secret key. Put the access key there, and rotate this secret key: it is exposed in every such token.';
}

export function signatureAdvice(isSignatureText: boolean): string {
  return isSignatureText
    ? 'The signature is not the one that this secret key makes: another secret key signed the token, or it was changed after signing.'
    : 'The sig field is not 64 lower-case hexadecimal digits, so it is no signature: write the HMAC-SHA256 in that form, and check that the token was not cut.';
}

export function expiredAdvice({ expiresAt = 0, issuedAt }: TokenClaims, now: number): string {
  const late = durationText(now - expiresAt);
  const issued = issuedAt === undefined ? '' : `; it was issued at ${timeText(issuedAt)}`;
  return `The token expired at ${timeText(expiresAt)}, ${late} ago${issued}. Sign a new one; if this one was made just now, the clock of the machine that made it is behind by at least ${late}.`;
}
