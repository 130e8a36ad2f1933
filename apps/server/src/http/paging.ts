import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { integerFrom, strictObject } from './fields.ts';

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 100;
const AFTER_RULE = 'must be the next of the page before';

const PageQuery = {
  limit: Type.Optional(integerFrom(1, MAX_LIMIT, `Most entries to list; default: ${DEFAULT_LIMIT}`)),
  after: Type.Optional(
    Type.String({
      maxLength: 1024,
      description: 'The `next` of the previous page',
      'x-rule': AFTER_RULE,
    }),
  ),
};

/** The query of a list of `/v1`. */
export function pageQuery<Filters extends Type.TProperties>(filters: Filters) {
  return strictObject({ ...filters, ...PageQuery });
}

export const Next = Type.Union([Type.String(), Type.Null()], {
  description: 'Send it as `after` to get the next page; null = this is the last page',
});

/** The refusal of an `after` that no page answered. */
export function wrongCursor(): ApiError {
  return ApiError.of('field-invalid', 'after', AFTER_RULE, { rule: 'cursor' });
}

/** One page of a list. It reads one entry more than the page holds, to learn whether another page follows. */
export async function readPage<Entry>(
  { limit = DEFAULT_LIMIT, after }: { limit?: number | undefined; after?: string | undefined },
  read: (page: { readonly limit: number; readonly after: string | undefined }) => Promise<Entry[]>,
  cursorOf: (entry: Entry) => string,
): Promise<{ readonly entries: Entry[]; readonly next: string | null }> {
  const entries = await read({ limit: limit + 1, after });
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  return { entries: page, next: entries.length > limit && last !== undefined ? cursorOf(last) : null };
}
