import Type from 'typebox';

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 100;

/** The query parameters that every list of `/v1` takes. */
export const PageQuery = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_LIMIT,
      description: `Most entries to list; default: ${DEFAULT_LIMIT}`,
      'x-rule': `must be an integer from 1 to ${MAX_LIMIT}`,
    }),
  ),
  after: Type.Optional(
    Type.String({
      maxLength: 1024,
      description: 'The `next` of the page before',
      'x-rule': 'must be the next of the page before',
    }),
  ),
};

export const Next = Type.Union([Type.String(), Type.Null()], {
  description: 'What to send as `after` to get the next page; null = this was the last',
});

/**
 * Reads one page of a list. It asks `read` for one entry more than the page holds, to learn whether another page follows.
 */
export async function readPage<Entry>(
  { limit = DEFAULT_LIMIT }: { limit?: number | undefined },
  read: (limit: number) => Promise<Entry[]>,
  cursorOf: (entry: Entry) => string,
): Promise<{ readonly entries: Entry[]; readonly next: string | null }> {
  const entries = await read(limit + 1);
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  return { entries: page, next: entries.length > limit && last !== undefined ? cursorOf(last) : null };
}
