import type { FastifySchemaCompiler } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { ApiError } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';

/** What a field has to be, in words that complete "FIELD …": it is the refusal's message. */
type FieldSchema = TSchema & { 'x-rule'?: string };

interface Field {
  readonly name: string;
  readonly rule: string;
  readonly isRequired: boolean;
  readonly read: (value: unknown) => unknown;
  readonly isRight: (value: unknown) => boolean;
}

/**
 * Checks a body or a query field by field and says of the first that is wrong what would be right. Nothing in a body is coerced:
 * `"3600000"` is no integer. A query holds nothing but text, so there digits are read as the integer they are, and an
 * empty text counts as not given.
 *
 * Fields that the schema does not name are ignored, as the contract says (spec §1), unless it forbids them: in our own API a
 * misspelt field is told of.
 */
export const compileValidator: FastifySchemaCompiler<TObject> = ({ schema, httpPart }) => {
  if (httpPart !== 'body' && httpPart !== 'querystring') {
    throw new TypeError(`only bodies and queries are validated by a schema, not the ${httpPart}`);
  }
  const isStrict = 'additionalProperties' in schema && schema.additionalProperties === false;
  const fields = compileFields(schema, httpPart === 'querystring', isStrict);
  const known = new Set(fields.map(({ name }) => name));
  const names = [...known].join(', ') || 'none';

  return (data: unknown) => {
    const given = (data ?? {}) as Record<string, unknown>;
    const read: Record<string, unknown> = httpPart === 'body' ? given : {};
    const unknown = isStrict && Object.keys(given).find((name) => !known.has(name));
    if (typeof unknown === 'string') {
      return { error: ApiError.of('field-unknown', JSON.stringify(unknown.slice(0, 64)), names) };
    }
    for (const field of fields) {
      const value = Object.hasOwn(given, field.name) ? field.read(given[field.name]) : undefined;
      if (value === undefined) {
        if (field.isRequired) return { error: ApiError.of('field-missing', field.name, field.rule) };
      } else if (!field.isRight(value)) {
        return { error: ApiError.of('field-invalid', field.name, field.rule) };
      } else if (httpPart === 'querystring') {
        read[field.name] = value;
      }
    }
    return { value: read };
  };
};

function compileFields(schema: TObject, isQuery: boolean, isStrict: boolean): Field[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties).map(([name, fieldSchema]: [string, FieldSchema]) => {
    const rule = fieldSchema['x-rule'];
    if (rule === undefined) throw new TypeError(`the schema of ${name} has no x-rule`);
    const check = Compile(fieldSchema);
    const isInteger = 'type' in fieldSchema && fieldSchema.type === 'integer';
    return {
      name,
      rule,
      isRequired: required.has(name),
      read: isQuery ? (value) => readParameter(value, isInteger) : (value) => value,
      // What narrows a list goes into a query of the database, which not every text can.
      isRight: (value) => check.Check(value) && !(isQuery && isStrict && isUnstorable(value)),
    };
  });
}

function isUnstorable(value: unknown): boolean {
  return typeof value === 'string' && !isStorable(value);
}

/** `?limit=&beginUUID=` is how some clients leave both out. */
function readParameter(value: unknown, isInteger: boolean): unknown {
  if (value === '') return undefined;
  return isInteger && typeof value === 'string' && /^(0|[1-9][0-9]{0,15})$/.test(value)
    ? Number(value)
    : value;
}
