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
  const words = { ...values, ...namesOf(i18n, code, values), ...timesOf(values, language) };
  const text = textOf(i18n, `inspector:explanations.${code}`, words);
  if (text === undefined || !values.reason) return text;
  return `${text} ${i18n.t('inspector:revocationReason', { reason: String(values.reason) })}`;
}

/** The values that are one of a few words. */
function namesOf(i18n: i18n, code: string, values: Explanation['values']) {
  const { fault, padding, scope, alteration, hash, key, kind, unit, form } = values;
  const named = (name: string) => textOf(i18n, `inspector:${name}`);
  return {
    fault: causeText(i18n, String(fault)) ?? fault,
    padding: named(`paddings.${padding}`),
    scope: named(`scopes.${scope}`),
    alteration: named(`alterations.${alteration}`),
    // The others, such as HMAC-SHA1, have one name in every language.
    hash: named(`hashes.${hash}`) ?? hash,
    key: named(`keys.${key}`),
    kind: named(`kinds.${kind}`),
    unit: named(`units.${unit}`),
    form: named(`forms.${code}.${form}`),
  };
}

function timesOf(values: Explanation['values'], language: string) {
  const { meant, expiresAt, issuedBefore, earlyMs, skewMs, lateMs, lifespanMs, meantMs } = values;
  const at = (time: string | number | undefined) => timeInWords(time, language);
  const long = (ms: string | number | undefined) => formatRoughly(Number(ms), language);
  return {
    meant: at(meant),
    expires: at(expiresAt),
    before: at(issuedBefore),
    early: long(earlyMs),
    skew: long(skewMs),
    late: long(lateMs),
    life: long(lifespanMs),
    span: long(meantMs),
  };
}

/** A token may name a time that no `Date` can hold. */
function timeInWords(time: string | number | undefined, language: string): string {
  const date = new Date(Number(time));
  return Number.isNaN(date.getTime()) ? String(time) : formatExact(date, language);
}
