import { TOKEN_KINDS, TOKEN_PREFIXES } from '../kind.ts';
import type { Advice } from './advice.ts';
import type { DecodedClaims } from './claims-reading.ts';
import { durationText, timeText } from './wording.ts';

// What is said where no known mistake explains a token: what is certain, and no guess at the cause.

/** The codes of this advice, beside the known mistakes. */
export const GENERAL_ADVICE = [
  'not-a-token',
  'refused-when-mended',
  'unknown-key',
  'secret-key-exposed',
  'signed-otherwise',
  'not-a-signature',
  'access-key-missing',
  'length-of-limit',
  'expired',
] as const;

type GeneralAdvice = Advice<(typeof GENERAL_ADVICE)[number]>;

const PREFIXES = TOKEN_KINDS.map((kind) => TOKEN_PREFIXES[kind]).join(', ');

/** @param fault The message of a `TokenError`, which holds nothing of the token. */
export function formatAdvice(fault: string): GeneralAdvice {
  const sentence = `This is not a token: ${fault}. A token is one of ${PREFIXES} and base64url without padding behind it; check that it was copied whole.`;
  return { code: 'not-a-token', sentence, values: { fault, prefixes: PREFIXES } };
}

/** For a text that can be mended into a token, which is no better for it. The advice on the mended token goes behind it. */
export function mendedInVainAdvice(fault: string): GeneralAdvice {
  const sentence = `As it stands this is not a token: ${fault}. With that mended it would still be refused.`;
  return { code: 'refused-when-mended', sentence, values: { fault } };
}

export function unknownKeyAdvice(): GeneralAdvice {
  const sentence =
    'There is no key with this access key here. Check the ak field, and that the key belongs to this server and has not been deleted.';
  return { code: 'unknown-key', sentence, values: {} };
}

export function missingAccessKeyAdvice(): GeneralAdvice {
  const sentence =
    'The ak field is a word such as undefined: the program that signs has no access key. Check where it reads the key from.';
  return { code: 'access-key-missing', sentence, values: {} };
}

/** @param field The field that holds the secret key. */
export function exposedSecretAdvice(field: string): GeneralAdvice {
  const right = field === 'ak' ? 'Put the access key there' : 'Put the right value there';
  const sentence = `The ${field} field holds a secret key. ${right}, and rotate this secret key: it is exposed in every such token.`;
  return { code: 'secret-key-exposed', sentence, values: { field } };
}

/** For a text that lacks its end and is as long as columns and buffers are. */
export function lengthAdvice(length: number): GeneralAdvice {
  const sentence = `The text is ${length} characters long, as columns and buffers are: check that none cut it off.`;
  return { code: 'length-of-limit', sentence, values: { length } };
}

export function signatureAdvice(isSignatureText: boolean): GeneralAdvice {
  return isSignatureText
    ? {
        code: 'signed-otherwise',
        sentence:
          'The signature is not the one that this secret key makes: another secret key signed the token, or it was changed after signing.',
        values: {},
      }
    : {
        code: 'not-a-signature',
        sentence:
          'The sig field is not 64 lower-case hexadecimal digits, so it is no signature: write the HMAC-SHA256 in that form, and check that the token was not cut.',
        values: {},
      };
}

export function expiredAdvice({ expiresAt = 0, issuedAt }: DecodedClaims, now: number): GeneralAdvice {
  const lateMs = now - expiresAt;
  const late = durationText(lateMs);
  const issued = issuedAt === undefined ? '' : `; it was issued at ${timeText(issuedAt)}`;
  if (expiresAt === 0) {
    const sentence =
      'expireAt is 0, which is the year 1970. Leave the field out, of the signed JSON too, for a token that never expires.';
    return { code: 'expired', sentence, values: { expiresAt, lateMs } };
  }
  const sentence = `The token expired at ${timeText(expiresAt)}, ${late} ago${issued}. Sign a new one; if this one was made just now, the clock of the machine that made it is behind by at least ${late}.`;
  return { code: 'expired', sentence, values: { expiresAt, lateMs } };
}
