import type { ParsedToken } from '../decode.ts';
import { messageToSign } from '../payload.ts';
import { isExpired } from '../verify.ts';
import { type Advice, type Finding, findingOf } from './advice.ts';
import type { DiagnoseOptions, Diagnosis, ExplanationCode, KnownKey } from './diagnosis.ts';
import { expiredAdvice, exposedSecretAdvice, signatureAdvice, unknownKeyAdvice } from './general-advice.ts';
import { isSignatureText, isSignedWith } from './signature.ts';
import { findSignatureMistakes } from './signature-search.ts';
import { findTimeMistake } from './time-mistakes.ts';

/** What is wrong with a token that can be read. */
export interface Examination {
  readonly reason: Exclude<Diagnosis['reason'], 'format'>;
  readonly findings: readonly Finding[];
  /** The findings; where there are none, what is certain. Empty where nothing is wrong. */
  readonly advice: readonly Advice<ExplanationCode>[];
  readonly isSecretExposed: boolean;
}

/** Examines in the order in which a verifier checks: key, signature, time. */
export async function examineToken(parsed: ParsedToken, options: DiagnoseOptions): Promise<Examination> {
  const key = await options.findKey(parsed.claims.accessKey);
  if (key === undefined) return await examineUnknownKey(parsed, options);
  if (!isSignedWith(key.secretKey, messageToSign(parsed.query), parsed.signature)) {
    return await examineSignature(parsed, key, options);
  }
  return examineTimes(parsed, key, options.now);
}

async function examineUnknownKey(parsed: ParsedToken, options: DiagnoseOptions): Promise<Examination> {
  const reason = 'unknown-key';
  const exposed = await options.findKeyBySecret(parsed.claims.accessKey);
  if (exposed === undefined) {
    return { reason, findings: [], advice: [unknownKeyAdvice()], isSecretExposed: false };
  }
  if (!isSignedWith(exposed.accessKey, messageToSign(parsed.query), parsed.signature)) {
    return { reason, findings: [], advice: [exposedSecretAdvice()], isSecretExposed: true };
  }
  const findings = [findingOf('swapped-keys')];
  return { reason, findings, advice: findings, isSecretExposed: true };
}

async function examineSignature(
  parsed: ParsedToken,
  key: KnownKey,
  options: DiagnoseOptions,
): Promise<Examination> {
  const siblings = await options.findSiblings(key.accessKey);
  const findings = await findSignatureMistakes(parsed, { key, siblings });
  const advice = findings.length > 0 ? findings : [signatureAdvice(isSignatureText(parsed.signature))];
  return { reason: 'signature', findings, advice, isSecretExposed: false };
}

function examineTimes({ claims }: ParsedToken, key: KnownKey, now: number): Examination {
  const mistake = findTimeMistake(claims, key, now);
  const findings = mistake === undefined ? [] : [mistake];
  const isLate = isExpired(claims, now);
  const advice = findings.length > 0 || !isLate ? findings : [expiredAdvice(claims, now)];
  return { reason: isLate ? 'expired' : null, findings, advice, isSecretExposed: false };
}
