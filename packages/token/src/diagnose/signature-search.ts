import { setImmediate } from 'node:timers/promises';
import type { ParsedQuery } from '../payload.ts';
import { prepareSecretKey } from '../secret-key.ts';
import { type Finding, findingOf, inOrder } from './advice.ts';
import { attemptsOf } from './attempts.ts';
import type { KnownKey } from './diagnosis.ts';
import { findOtherCharset, findOtherHash, findSignedQuery } from './other-hashes.ts';
import { findOtherSecret, type SignatureMistake } from './other-secrets.ts';
import type { ReadToken } from './reading.ts';
import { isSignatureText, isSignedWith, signatureInHex } from './signature.ts';

/** What one diagnosis may cost: as many HMACs, over as many characters in all. A usual token takes 2,000 at most. */
const MAX_ATTEMPTS = 20_000;
const MAX_CHARACTERS = 10_000_000;
/** Others get their turn after this many attempts, some two milliseconds. */
const ATTEMPTS_AT_ONCE = 500;
const SIGNATURE_LENGTH = 64;

/** The keys that may have signed. */
export interface Suspects {
  readonly key: KnownKey;
  readonly siblings: readonly KnownKey[];
  /** The part of the attempts that may be spent, 0 to 1. */
  readonly share: number;
}

/**
 * The mistakes that explain a signature which is not right. Each is proved: with it, the signature comes out as it is in the token.
 * `undefined` where none is.
 */
export async function findSignatureMistakes(
  token: ReadToken,
  suspects: Suspects,
): Promise<SignatureMistake | undefined> {
  const signature = signatureInHex(token.signature);
  if (signature === undefined) return undefined;
  const found = await search(token, signature, suspects);
  if (found === undefined || isSignatureText(token.signature)) return found && ordered(found);
  return ordered({ ...found, findings: [...found.findings, findingOf('signature-form')] });
}

function ordered({ findings, signedBy }: SignatureMistake): SignatureMistake {
  return { findings: inOrder(findings), signedBy };
}

async function search(
  token: ReadToken,
  signature: string,
  { key, siblings, share }: Suspects,
): Promise<SignatureMistake | undefined> {
  const { secretKey } = key;
  const bySelf = (...findings: readonly Finding[]) => ({ findings, signedBy: key });
  const hash = findOtherHash(token, signature, secretKey);
  if (hash !== undefined) return bySelf(hash);
  if (signature.length !== SIGNATURE_LENGTH) return undefined;
  const secret = await findOtherSecret(token, signature, key, siblings);
  if (secret !== undefined) return secret;
  const query = findSignedQuery(token, signature, secretKey);
  if (query !== undefined) return bySelf(query);
  const message = await findOtherMessage(token.query, signature, secretKey, share);
  if (message !== undefined) return bySelf(...message);
  const charset = findOtherCharset(token, signature, secretKey);
  return charset.length > 0 ? bySelf(...charset) : undefined;
}

/** The mistakes that lead from the fields to the message that was signed: none, where it is the right one. */
async function findOtherMessage(
  query: ParsedQuery,
  signature: string,
  secretText: string,
  share: number,
): Promise<readonly Finding[] | undefined> {
  const secretKey = prepareSecretKey(secretText);
  let attempts = 0;
  let characters = 0;
  for (const { message, explain } of attemptsOf(query.fields)) {
    attempts += 1;
    characters += message.length;
    if (attempts > MAX_ATTEMPTS * share || characters > MAX_CHARACTERS * share) break;
    if (isSignedWith(secretKey, message, signature)) return explain();
    if (attempts % ATTEMPTS_AT_ONCE === 0) await setImmediate();
  }
  return undefined;
}
