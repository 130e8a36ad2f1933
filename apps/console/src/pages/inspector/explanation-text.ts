import type { i18n } from 'i18next';
import { causeText } from '../../components/cause-text.ts';
import { formatRoughly } from '../../components/duration.ts';
import { formatExact } from '../../components/time.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { Explanation } from './inspection.ts';

/** An explanation in the page's language; `undefined` for a code of a newer server that the page does not know. */
export function explanationText(
  i18n: i18n,
  { code, values }: Explanation,
  language: string,
): string | undefined {
  const text = textOf(i18n, `inspector:explanations.${code}`, wordsOf(i18n, values, language));
  if (text === undefined || !values.reason) return text;
  return `${text} ${i18n.t('inspector:revocationReason', { reason: String(values.reason) })}`;
}

function wordsOf(i18n: i18n, values: Explanation['values'], language: string) {
  const { fault, padding, scope, meant, expiresAt, issuedBefore, earlyMs, skewMs, lateMs } = values;
  const at = (time: string | number | undefined) => timeInWords(time, language);
  const long = (ms: string | number | undefined) => formatRoughly(Number(ms), language);
  return {
    ...values,
    fault: causeText(i18n, String(fault)) ?? fault,
    padding: textOf(i18n, `inspector:paddings.${padding}`),
    scope: textOf(i18n, `inspector:scopes.${scope}`),
    meant: at(meant),
    expires: at(expiresAt),
    before: at(issuedBefore),
    early: long(earlyMs),
    skew: long(skewMs),
    late: long(lateMs),
  };
}

/** A token may name a time that no `Date` can hold. */
function timeInWords(time: string | number | undefined, language: string): string {
  const date = new Date(Number(time));
  return Number.isNaN(date.getTime()) ? String(time) : formatExact(date, language);
}
