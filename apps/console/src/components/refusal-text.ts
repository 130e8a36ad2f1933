import type { i18n } from 'i18next';
import type { RequestError } from '../api/request-error.ts';
import { textOf } from '../i18n/text-of.ts';
import { formatDuration } from './duration.ts';

/** What a refusal says in the page's language. A newer server may send a code that the page does not know: then in its own words. */
export function refusalText(
  i18n: i18n,
  { refusal, status, message }: RequestError,
  language: string,
): string {
  if (refusal === undefined && status >= 500) return i18n.t('refusals:internal');
  const text = refusal && textOf(i18n, `refusals:${refusal.code}`, wordsOf(i18n, refusal.values, language));
  return text ?? i18n.t('common:errors.unknown', { message });
}

/** The values in words: fields as the forms call them, rules as sentences, numbers as people write them. */
function wordsOf(i18n: i18n, values: Readonly<Record<string, string | number>>, language: string) {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 9 });
  const words = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? numbers.format(value) : value,
    ]),
  );
  const { field, rule, maxMs, setBy, quota } = values;
  return {
    ...words,
    field: textOf(i18n, `refusals:fields.${field}`) ?? field,
    rule: textOf(i18n, `refusals:rules.${rule}`, words),
    setBy: textOf(i18n, `refusals:setBy.${setBy}`),
    quota: textOf(i18n, `refusals:quotas.${quota}`, words),
    max: typeof maxMs === 'number' ? formatDuration(maxMs, language) : words.max,
  };
}
