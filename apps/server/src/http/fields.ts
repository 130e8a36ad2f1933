import Type from 'typebox';

/** `/v1` refuses unknown fields, so that a misspelt one is not ignored. */
export const STRICT = { additionalProperties: false };

/** The access that the routes of `/v1` declare. */
export const ADMIN_ACCESS = { access: 'admin' } as const;

/** A query parameter that filters a list. */
export function filterBy(description: string) {
  return Type.Optional(Type.String({ description, 'x-rule': 'must be given once' }));
}
