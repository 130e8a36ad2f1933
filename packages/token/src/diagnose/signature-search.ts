import { setImmediate } from 'node:timers/promises';
import type { ParsedToken } from '../decode.ts';
import { messageToSign, type ParsedQuery } from '../payload.ts';
import { prepareSecretKey } from '../secret-key.ts';
import { type Finding, findingOf, inOrder, type Padding } from './advice.ts';
import { attemptsOf } from './attempts.ts';
import type { KnownKey } from './diagnosis.ts';
import { isSignatureText, isSignedWith } from './signature.ts';

/** What one diagnosis may cost: as many HMACs, over as many characters in all. A usual token takes 2,000 at most. */
const MAX_ATTEMPTS = 20_000;
const MAX_CHARACTERS = 10_000_000;
/** Others get their turn after this many attempts, some two milliseconds. */
const ATTEMPTS_AT_ONCE = 500;
const MAX_SIBLINGS = 1000;

const PADDED: readonly (readonly [padding: Padding, before: string, after: string])[] = [
  ['line-break-after', '', '\n'],
  ['cr-lf-after', '', '\r\n'],
  ['space-after', '', ' '],
  ['space-before', ' ', ''],
  ['double-quotes', '"', '"'],
  ['single-quotes', "'", "'"],
];

/** The keys that may have signed. */
export interface Suspects {
  readonly key: KnownKey;
  readonly siblings: readonly KnownKey[];
}

/**
 * The mistakes that explain a signature which is not right. Each is proved: with it, the signature comes out as it is in the token.
 * Empty where none is.
 */
export async function findSignatureMistakes(
  { query, signature }: ParsedToken,
  { key, siblings }: Suspects,
): Promise<readonly Finding[]> {
  if (!isSignatureText(signature)) return [];
  const otherSecret = findOtherSecret(messageToSign(query), signature, { key, siblings });
  return otherSecret === undefined ? await findOtherMessage(query, signature, key) : [otherSecret];
}

function findOtherSecret(message: string, signature: string, suspects: Suspects): Finding | undefined {
  const { key, siblings } = suspects;
  for (const [padding, before, after] of PADDED) {
    if (isSignedWith(before + key.secretKey + after, message, signature)) {
      return findingOf('padded-secret-key', padding);
    }
  }
  for (const sibling of siblings.slice(0, MAX_SIBLINGS)) {
    if (isSignedWith(sibling.secretKey, message, signature)) return findingOf('other-key-of-project');
  }
  return undefined;
}

async function findOtherMessage(
  query: ParsedQuery,
  signature: string,
  key: KnownKey,
): Promise<readonly Finding[]> {
  const secretKey = prepareSecretKey(key.secretKey);
  let attempts = 0;
  let characters = 0;
  for (const { message, explain } of attemptsOf(query.fields)) {
    attempts += 1;
    characters += message.length;
    if (attempts > MAX_ATTEMPTS || characters > MAX_CHARACTERS) break;
    if (isSignedWith(secretKey, message, signature)) return inOrder(explain());
    if (attempts % ATTEMPTS_AT_ONCE === 0) await setImmediate();
  }
  return [];
}
