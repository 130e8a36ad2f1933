import { type Advice, textOf } from './advice.ts';
import type { DiagnoseOptions, Diagnosis, ExplanationCode } from './diagnosis.ts';
import { type Examination, examineToken } from './examine.ts';
import { formatAdvice, mendedInVainAdvice } from './general-advice.ts';
import { type Reading, readText } from './reading.ts';

/**
 * Finds out why a verifier refuses a token, and where a known mistake explains it, which. A mistake is named only where it is proved:
 * the signature, computed anew with the mistake made, is the one in the token. Where none is, `mistake` is `null` and the
 * advice says what is certain.
 *
 * It tries many messages with the keys it is given, so only those may ask who may know that a key exists; and it takes some
 * milliseconds, at most 20,000 signatures.
 *
 * @throws {TypeError} where `now` is no time.
 */
export async function diagnoseToken(text: string, options: DiagnoseOptions): Promise<Diagnosis> {
  if (!Number.isFinite(options.now)) throw new TypeError('now must be a time in epoch milliseconds');
  const reading = readText(text);
  const { parsed, fault = '' } = reading;
  if (parsed === undefined) {
    const advice = say([formatAdvice(fault)]);
    return { reason: 'format', mistake: null, ...advice, decoded: undefined, isSecretExposed: false };
  }
  const examination = await examineToken(parsed, options);
  const { isSecretExposed } = examination;
  return { ...conclude(reading, examination), decoded: parsed.claims, isSecretExposed };
}

type Conclusion = Pick<Diagnosis, 'reason' | 'mistake' | 'advice' | 'explanations'>;

function conclude({ fault, mended }: Reading, examination: Examination): Conclusion {
  const { reason, findings, advice } = examination;
  const own = findings[0]?.code ?? null;
  if (fault === undefined) return { reason, mistake: own, ...say(advice) };
  const isRightlySigned = reason === null || reason === 'expired';
  if (!isRightlySigned && own === null) {
    // Nothing proves that this ever was a token, so what had to be mended is not called the mistake.
    return { reason: 'format', mistake: null, ...say([mendedInVainAdvice(fault), ...advice]) };
  }
  const mistake = isRightlySigned ? (mended[0]?.code ?? null) : own;
  return { reason: 'format', mistake, ...say([...mended, ...advice]) };
}

function say(advice: readonly Advice<ExplanationCode>[]): Pick<Diagnosis, 'advice' | 'explanations'> {
  return { advice: textOf(advice), explanations: advice.map(({ code, values }) => ({ code, values })) };
}
