import type { FastifySchema } from 'fastify';
import Type from 'typebox';

/** A body or query of `/v1`, which refuses a misspelt field; `/v5` ignores it. */
export function strictObject<Properties extends Type.TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

/** The access and the schema of an operation of `/v1`: the table in `access/` says who may. */
export function adminOnly<const Operation extends string, Schema extends FastifySchema>(
  operationId: Operation,
  tag: string,
  summary: string,
  schema: Schema,
) {
  return { config: { access: operationId }, schema: { operationId, tags: [tag], summary, ...schema } };
}

/** A part of the path, by its name in the route's URL. */
export function pathPart(request: { params: unknown }, name: string): string {
  return (request.params as Record<string, string>)[name] ?? '';
}

/** A query parameter that narrows a list. */
export function filterBy(description: string) {
  return Type.Optional(Type.String({ description, 'x-rule': 'must be given once' }));
}

export const ProjectFilter = filterBy('Only this project, by its id');

export const ProjectId = Type.String({
  description: 'The project’s id',
  'x-rule': 'must be the id of a project',
});

/** A field that takes one of a few names. */
export function oneOf<Names extends string[]>(names: readonly [...Names], description?: string) {
  return Type.Enum(names, { ...described(description), 'x-rule': `must be one of: ${names.join(', ')}` });
}

export function integerFrom(minimum: number, maximum: number, description: string) {
  const rule = `must be an integer from ${minimum} to ${maximum}`;
  return Type.Integer({ minimum, maximum, description, 'x-rule': rule });
}

export function trueOrFalse(description: string) {
  return Type.Boolean({ description, 'x-rule': 'must be true or false' });
}

/** A field of an answer that may be null. */
export function orNull<Schema extends Type.TSchema>(schema: Schema, description?: string) {
  return Type.Union([schema, Type.Null()], described(description));
}

export const TextOrNull = orNull(Type.String());
export const Time = Type.String({ format: 'date-time' });

function described(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}
