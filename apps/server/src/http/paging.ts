import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { integerFrom, strictObject } from './fields.ts';

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 100;
/** Characters of JSON after which a page ends, so that nobody can have the server hold megabytes for an answer. */
const MAX_PAGE_LENGTH = 128 * 1024;
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

/**
 * One page of a list, which ends sooner where the entries are large. It reads one entry more than the page holds, to learn whether another
 * page follows.
 */
export async function readPage<Entry, Shown>(
  { limit = DEFAULT_LIMIT, after }: { limit?: number | undefined; after?: string | undefined },
  read: (page: { readonly limit: number; readonly after: string | undefined }) => Promise<Entry[]>,
  cursorOf: (entry: Entry) => string,
  show: (entry: Entry) => Shown,
): Promise<{ readonly entries: Shown[]; readonly next: string | null }> {
  const found = await read({ limit: limit + 1, after });
  const entries: Shown[] = [];
  let length = 0;
  for (const entry of found.slice(0, limit)) {
    const shown = show(entry);
    entries.push(shown);
    length += JSON.stringify(shown).length;
    if (length >= MAX_PAGE_LENGTH) break;
  }
  const last = found[entries.length - 1];
  const hasNext = found.length > entries.length && last !== undefined;
  return { entries, next: hasNext ? cursorOf(last) : null };
}
