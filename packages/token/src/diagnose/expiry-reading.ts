import { type Finding, findingOf } from './advice.ts';
import { isEmptyWord } from './empty-words.ts';
import type { ExpiryForm } from './forms.ts';
import { isOfThisCentury, timeInFineUnit } from './time-units.ts';

/** An expiry, and what is wrong with it. */
export interface ReadExpiry {
  readonly expiresAt: number | undefined;
  readonly findings: readonly Finding[];
}

const DECIMAL = /^[0-9]{1,16}$/;
const LONG_DECIMAL = /^[0-9]{16,19}$/;
const CONCATENATED = /^([0-9]{13})([0-9]{1,12})$/;
const FORMS: readonly (readonly [ExpiryForm, RegExp])[] = [
  ['fraction', /^[0-9]{1,16}[.,][0-9]{1,20}$/],
  ['exponent', /^[0-9](?:\.[0-9]{1,20})?e\+?[0-9]{1,2}$/i],
  ['negative', /^-[0-9]{1,16}$/],
  ['date', /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,15}[^&=]{0,6}|[A-Z][a-z]{2},? .{8,60})$/],
];

/** Reads an `expireAt`; `undefined` where it is wrong and nothing tells how. */
export function readExpiry(text: string | undefined, issuedAt: number | undefined): ReadExpiry | undefined {
  if (text === undefined) return { expiresAt: undefined, findings: [] };
  const added = lifespanAddedTo(text, issuedAt);
  const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
  const findings = added === undefined ? [] : [findingOf('expire-at-concatenated', added)];
  if (Number.isSafeInteger(number)) return { expiresAt: number, findings };
  if (added !== undefined) return { expiresAt: undefined, findings };
  if (LONG_DECIMAL.test(text)) {
    const meant = timeInFineUnit(Number(text));
    return meant && { expiresAt: meant.meantMs, findings: [findingOf('expire-at-unit', meant)] };
  }
  const form = isEmptyWord(text) ? 'empty' : FORMS.find(([, pattern]) => pattern.test(text))?.[0];
  return form && { expiresAt: meantTime(form, text), findings: [findingOf('expire-at-form', form)] };
}

/** The digits behind the time of issue, where `now + lifespan` put two texts together instead of adding. */
function lifespanAddedTo(text: string, issuedAt: number | undefined): string | undefined {
  const [, start, rest] = CONCATENATED.exec(text) ?? [];
  if (start === undefined) return undefined;
  const isTime =
    issuedAt === undefined
      ? text.length > 19 && isOfThisCentury(Number(start))
      : Math.abs(Number(start) - issuedAt) <= TOLERANCE_MS;
  return isTime ? rest : undefined;
}

/** A generator reads its clock twice: once for the nonce, once for expireAt. */
export const TOLERANCE_MS = 5;

function meantTime(form: ExpiryForm, text: string): number | undefined {
  const ms = form === 'date' ? Date.parse(text) : Math.trunc(Number(text.replace(',', '.')));
  return form !== 'empty' && form !== 'negative' && isOfThisCentury(ms) ? ms : undefined;
}
