import { type Field, messageToSign } from '../payload.ts';
import { isExpired } from '../verify.ts';
import { type Finding, findingOf, inOrder } from './advice.ts';
import type { DiagnoseOptions, Diagnosis, Explanation, KnownKey } from './diagnosis.ts';
import { isEmptyWord } from './empty-words.ts';
import { findExposedSecrets } from './exposed-secrets.ts';
import {
  expiredAdvice,
  exposedSecretAdvice,
  missingAccessKeyAdvice,
  signatureAdvice,
  unknownKeyAdvice,
} from './general-advice.ts';
import type { ReadToken } from './reading.ts';
import { isSignatureText, isSignedStart, isSignedWith, signatureInHex } from './signature.ts';
import { findSignatureMistakes, type Suspects } from './signature-search.ts';
import { findLongLife, findTimeMistake } from './time-mistakes.ts';

/** What is wrong with a token that can be read. */
export interface Examination {
  readonly reason: Exclude<Diagnosis['reason'], 'format'>;
  readonly findings: readonly Finding[];
  /** What is certain where no finding explains it. */
  readonly advice: readonly Explanation[];
  /** That a field holds a secret key. */
  readonly exposures: readonly Explanation[];
  readonly warnings: readonly Finding[];
  readonly signedBy: KnownKey | undefined;
  /** The fields that hold a secret key. */
  readonly exposed: readonly Field[];
}

type Proof = Pick<Examination, 'findings' | 'advice' | 'signedBy'> & {
  readonly reason: 'unknown-key' | 'signature' | null;
};

/**
 * Examines in the order in which a verifier checks: key, signature, time.
 *
 * @param share The part of the whole search for a mistake that this token may take.
 */
export async function examineToken(
  token: ReadToken,
  options: DiagnoseOptions,
  share: number,
): Promise<Examination> {
  const key = await options.findKey(token.claims.accessKey);
  const siblings = key === undefined ? [] : await options.findSiblings(key.accessKey);
  const proof =
    key === undefined
      ? await examineUnknownKey(token, options)
      : await examineSignature(token, key, siblings, share);
  const known = [key, ...siblings].filter((one) => one !== undefined);
  const exposed = await findExposedSecrets(token, known, options);
  // Swapped keys have advice of their own on the secret key in the ak field.
  const exposures = exposed
    .filter(({ name }) => name !== 'ak' || proof.findings.length === 0)
    .map(({ name }) => exposedSecretAdvice(name));
  // Where it may be a secret key, that there is no such access key goes without saying.
  const certain = key === undefined && exposed.length > 0 ? [] : proof.advice;
  const times = proof.signedBy && examineTimes(token, proof.signedBy, options.now);
  const reason = proof.reason ?? times?.reason ?? null;
  const odd = proof.signedBy === undefined ? [] : inOrder([...token.odd, ...(times?.warnings ?? [])]);
  return {
    reason,
    findings: [...proof.findings, ...(times?.findings ?? [])],
    advice: [...certain, ...(times?.advice ?? [])],
    exposures,
    warnings: odd,
    signedBy: proof.signedBy,
    exposed,
  };
}

/** Whether the key with the access key in the token signed it as it stands. */
export async function isRightlySigned(token: ReadToken, { findKey }: DiagnoseOptions): Promise<boolean> {
  const key = await findKey(token.claims.accessKey);
  return key !== undefined && isSignedBy(token, key);
}

function isSignedBy(
  { query, signature, isCut }: ReadToken,
  { secretKey }: Pick<KnownKey, 'secretKey'>,
): boolean {
  return !isCut && isSignedWith(secretKey, messageToSign(query), signature);
}

async function examineUnknownKey(token: ReadToken, options: DiagnoseOptions): Promise<Proof> {
  const { accessKey } = token.claims;
  const reason = 'unknown-key';
  const explainedBy = (signedBy: KnownKey, ...findings: readonly Finding[]): Proof => {
    return { reason, findings, advice: [], signedBy };
  };
  const exposed = await options.findKeyBySecret(accessKey);
  if (exposed !== undefined && isSignedBy(token, { secretKey: exposed.accessKey })) {
    return explainedBy(exposed, findingOf('swapped-keys'));
  }
  const bareKey = accessKey.replaceAll(AROUND_ACCESS_KEY, '');
  const bare = bareKey === accessKey ? undefined : await options.findKey(bareKey);
  if (bare !== undefined && isSignedBy(token, bare)) return explainedBy(bare, findingOf('padded-access-key'));
  for (const { name, value } of shortFields(token)) {
    const key = await options.findKey(value);
    if (key !== undefined && isSignedBy(token, key)) {
      return explainedBy(key, findingOf('swapped-arguments', ['ak', name]));
    }
  }
  const advice = isEmptyWord(accessKey) ? missingAccessKeyAdvice() : unknownKeyAdvice();
  return { reason, findings: [], advice: [advice], signedBy: undefined };
}

/** None of these can be part of an access key that we generate. */
const AROUND_ACCESS_KEY = /[\s"'\ufeff\u200b]/g;

/** Fields that may hold an access key instead of `ak`. */
function shortFields({ query }: ReadToken) {
  return query.fields
    .filter(({ name, value }) => name !== 'ak' && name !== 'sig' && value.length <= MAX_ACCESS_KEY)
    .slice(0, MAX_OTHER_FIELDS);
}

const MAX_ACCESS_KEY = 256;
const MAX_OTHER_FIELDS = 8;
/** So many digits of a signature prove, as a whole one does, that the key made it. */
const MIN_CUT_DIGITS = 32;
const SIGNATURE_DIGITS = 64;

async function examineSignature(
  token: ReadToken,
  key: KnownKey,
  siblings: readonly KnownKey[],
  share: number,
): Promise<Proof> {
  if (isSignedBy(token, key)) return { reason: null, findings: [], advice: [], signedBy: key };
  const reason = 'signature';
  if (isCutSignature(token, key)) {
    return { reason, findings: [findingOf('cut-off')], advice: [], signedBy: key };
  }
  const found = token.isCut ? undefined : await findOtherWriting(token, { key, siblings, share });
  if (found !== undefined) return { reason, advice: [], ...found };
  const advice = [signatureAdvice(isSignatureText(token.signature))];
  return { reason, findings: [], advice, signedBy: undefined };
}

async function findOtherWriting(token: ReadToken, suspects: Suspects) {
  const { key } = suspects;
  const hex = signatureInHex(token.signature) ?? '';
  if (hex !== '' && isSignedWith(key.secretKey, messageToSign(token.query), hex)) {
    return { findings: [findingOf('signature-form')], signedBy: key };
  }
  return await findSignatureMistakes(token, suspects);
}

/** Whether the token ends within its signature, and that is right as far as it goes. */
function isCutSignature({ query, signature }: ReadToken, { secretKey }: KnownKey): boolean {
  const isLast = query.fields.at(-1)?.name === 'sig';
  const { length } = signature;
  if (!isLast || length < MIN_CUT_DIGITS || length >= SIGNATURE_DIGITS) return false;
  return isSignedStart(secretKey, messageToSign(query), signature);
}

function examineTimes({ claims }: ReadToken, key: KnownKey, now: number) {
  const mistake = findTimeMistake(claims, key, now);
  const longLife = findLongLife(claims, now);
  const isLate = isExpired(claims, now);
  return {
    reason: isLate ? ('expired' as const) : null,
    findings: mistake === undefined ? [] : [mistake],
    advice: isLate && mistake === undefined ? [expiredAdvice(claims, now)] : [],
    warnings: longLife === undefined ? [] : [longLife],
  };
}
