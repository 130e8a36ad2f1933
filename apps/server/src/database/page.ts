import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** A part of a list: at most `limit` entries, after the entry `after`. */
export interface Page<After> {
  readonly limit?: number | undefined;
  readonly after?: After | undefined;
}

/** The cursor of lists whose entries have an id. */
export function idOf({ id }: { readonly id: string }): string {
  return id;
}

/** Compares the columns of a row, in this order, with a place in the list. An index on the columns answers it. */
export function rowIs(
  operator: '<' | '>' | '>=',
  place: Readonly<Record<string, string | number>>,
): RawBuilder<SqlBool> {
  const columns = Object.keys(place).map((column) => sql.ref(column));
  return sql`(${sql.join(columns)}) ${sql.raw(operator)} (${sql.join(Object.values(place))})`;
}
