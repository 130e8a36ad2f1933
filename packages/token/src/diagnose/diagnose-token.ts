import { noOptions, wrongOption } from '../misuse.ts';
import { type Finding, findingOf, inOrder, textOf } from './advice.ts';
import type { DiagnoseOptions, Diagnosis, Explanation } from './diagnosis.ts';
import { type Examination, examineToken, isRightlySigned } from './examine.ts';
import { hideSecrets } from './exposed-secrets.ts';
import { findForeignText } from './foreign-texts.ts';
import { formatAdvice, lengthAdvice, mendedInVainAdvice } from './general-advice.ts';
import { type ReadToken, readText } from './reading.ts';
import { unwrap } from './wrapping.ts';

/**
 * Finds out why a verifier refuses a token, and where known mistakes explain it, which. A mistake is named only where it is proved:
 * the signature, computed anew with the mistake made, is the one in the token; or, of a text that is no token, its form says what it
 * is. Where none is, `mistake` is `null` and the advice says what is certain.
 *
 * It tries many messages with the keys it is given, so only those may ask who may know that a key exists; and it takes some
 * milliseconds, at most about 20,000 signatures.
 *
 * @throws {TypeError} where an option is missing or wrong.
 */
export async function diagnoseToken(text: string, options: DiagnoseOptions): Promise<Diagnosis> {
  checkOptions(options);
  const { fault, tokens } = readText(text);
  const [first] = tokens;
  if (first === undefined) return await diagnoseOther(text, fault ?? '', options);
  const [token, examination] = await examineLikeliest(tokens, first, options);
  const { exposed, signedBy } = examination;
  return {
    ...conclude(text, fault, token, examination),
    decoded: hideSecrets(token.claims, exposed),
    signedBy: signedBy?.accessKey,
    isSecretExposed: exposed.length > 0,
  };
}

/** Of the tokens that a text may be, the one that is rightly signed; else the one that a mistake explains; else the first. */
async function examineLikeliest(
  tokens: readonly ReadToken[],
  first: ReadToken,
  options: DiagnoseOptions,
): Promise<readonly [ReadToken, Examination]> {
  for (const token of tokens.length === 1 ? [] : tokens) {
    if (await isRightlySigned(token, options)) return [token, await examineToken(token, options, 1)];
  }
  const searched = tokens.slice(0, MAX_SEARCHED);
  const examinations: Examination[] = [];
  for (const token of searched) {
    const examination = await examineToken(token, options, 1 / searched.length);
    if (examination.findings.length > 0) return [token, examination];
    examinations.push(examination);
  }
  return [first, examinations[0] ?? (await examineToken(first, options, 1))];
}

/** So many share the search for a mistake in the signature. */
const MAX_SEARCHED = 3;

/** For a text that is no token of ours, whatever is done to it. */
async function diagnoseOther(text: string, fault: string, options: DiagnoseOptions): Promise<Diagnosis> {
  const finding = typeof text === 'string' ? await findOtherText(text, options) : undefined;
  const explanations = finding === undefined ? notAToken(text, fault) : [finding];
  return {
    reason: 'format',
    mistake: finding?.code ?? null,
    advice: textOf(explanations),
    explanations,
    warnings: [],
    decoded: undefined,
    signedBy: undefined,
    isSecretExposed: false,
  };
}

/** A key may be longer, and is then not looked for. */
const MAX_KEY_LENGTH = 256;
const MIN_KEY_LENGTH = 8;

async function findOtherText(
  text: string,
  { findKey, findKeyBySecret }: DiagnoseOptions,
): Promise<Finding | undefined> {
  if (text.length > MAX_FOREIGN_LENGTH) return undefined;
  const bare = unwrap(text).text;
  const foreign = [text.trim(), bare].map(findForeignText).find((found) => found !== undefined);
  if (foreign !== undefined || bare.length > MAX_KEY_LENGTH || bare.length < MIN_KEY_LENGTH) return foreign;
  if ((await findKey(bare)) !== undefined) return findingOf('key-as-token', 'access key');
  return (await findKeyBySecret(bare)) === undefined ? undefined : findingOf('key-as-token', 'secret key');
}

/** A JWT with many claims is longer than any token of ours. */
const MAX_FOREIGN_LENGTH = 16_384;

function notAToken(text: string, fault: string): readonly Explanation[] {
  const advice = [formatAdvice(fault)];
  return typeof text === 'string' && isUsualLimit(text) ? [...advice, lengthAdvice(text.length)] : advice;
}

type Conclusion = Pick<Diagnosis, 'reason' | 'mistake' | 'advice' | 'explanations' | 'warnings'>;

function conclude(
  text: string,
  fault: string | undefined,
  token: ReadToken,
  { reason, findings, advice, exposures, warnings, signedBy }: Examination,
): Conclusion {
  const isExplained = findings.length > 0 || signedBy !== undefined;
  const lengths = isEndMissing(text, token) && isUsualLimit(text) ? [lengthAdvice(text.length)] : [];
  if (fault !== undefined && !isExplained) {
    // Nothing proves that this ever was a token, so what had to be mended is not called the mistake.
    return say('format', null, [mendedInVainAdvice(fault), ...advice, ...exposures, ...lengths], warnings);
  }
  const all = inOrder([...token.mended, ...findings]);
  const mistake = all[0]?.code ?? null;
  const told = [...all, ...advice, ...(isExplained ? [] : lengths)];
  if (fault === undefined && reason === null) return say(null, mistake, told, [...exposures, ...warnings]);
  return say(fault === undefined ? reason : 'format', mistake, [...told, ...exposures], warnings);
}

function say(
  reason: Diagnosis['reason'],
  mistake: Diagnosis['mistake'],
  explanations: readonly Explanation[],
  warnings: readonly Explanation[],
): Conclusion {
  return { reason, mistake, advice: textOf(explanations), explanations, warnings };
}

const WHOLE_SIGNATURE = 64;
const WHOLE_UUID = 32;

/** Whether the token lacks what is at its end: digits of its signature or of its uuid. */
function isEndMissing(text: string, { claims: { uuid }, signature, isCut }: ReadToken): boolean {
  const isUuidShort = uuid !== undefined && uuid.length < WHOLE_UUID;
  return isCut || signature.length < WHOLE_SIGNATURE || (isUuidShort && text.length > WHOLE_UUID);
}

const USUAL_LIMITS = [64, 100, 120, 127, 128, 191, 200, 250, 254, 255, 256, 500, 511, 512];

function isUsualLimit(text: string): boolean {
  return USUAL_LIMITS.includes(text.length);
}

const FINDERS = {
  findKey: 'a function from an access key to a promise of its key, or of undefined',
  findSiblings: 'a function from an access key to a promise of the other keys of its project',
  findKeyBySecret: 'a function from a secret key to a promise of its key, or of undefined',
} as const;

function checkOptions(options: DiagnoseOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw noOptions('diagnoseToken(text, { now, findKey, findSiblings, findKeyBySecret })', options);
  }
  if (!Number.isFinite(options.now)) throw wrongOption(options, 'now', 'a time in epoch milliseconds');
  for (const [name, rule] of Object.entries(FINDERS)) {
    if (typeof options[name as keyof typeof FINDERS] !== 'function') throw wrongOption(options, name, rule);
  }
}
