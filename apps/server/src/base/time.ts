import { ApiError } from './errors.ts';

const RULE = 'must be a time such as 2026-01-02T03:04:05Z';
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A time in a request or a query: ISO 8601 with its zone. */
export const timeField = (description: string) => ({ description, format: 'date-time', 'x-rule': RULE });

/** @throws {ApiError} if `text` is not such a time, or names a day that does not exist. */
export function parseTime(field: string, text: string): number {
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw ApiError.of('field-invalid', field, RULE, { rule: 'time' });
  return time;
}

/** The same for a time that may be absent or null, which stays as it is. */
export function parseTimeIfGiven<Absent extends null | undefined>(
  field: string,
  text: string | Absent,
): number | Absent {
  return typeof text === 'string' ? parseTime(field, text) : text;
}

/** The last moment of the year 9999, beyond which ISO 8601 has no years of four digits. */
const LAST_TIME = 253_402_300_799_999;

/** A time in ISO 8601. A token may expire after the year 9999; such a time is shown as the end of that year. */
export function toIso(time: number): string {
  return new Date(Math.min(time, LAST_TIME)).toISOString();
}

export function toIsoOrNull(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : toIso(time);
}
