import Type from 'typebox';

/** In our own API a misspelt field is refused, not ignored. */
export const STRICT = { additionalProperties: false };

/** What every route of `/v1` declares. */
export const ADMIN_ACCESS = { access: 'admin' } as const;

/** A parameter of a query that narrows a list. */
export function filterBy(description: string) {
  return Type.Optional(Type.String({ description, 'x-rule': 'must be given once' }));
}
