import type { FastifySchemaCompiler } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { ApiError } from '../errors.ts';

/** What a field has to be, in words that complete "FIELD …": it is the refusal's message. */
type FieldSchema = TSchema & { 'x-rule'?: string };

/**
 * Checks a body field by field and says of the first that is wrong what would be right. Nothing is coerced: `"3600000"`
 * is no integer.
 */
export const compileValidator: FastifySchemaCompiler<TObject> = ({ schema, httpPart }) => {
  if (httpPart !== 'body') throw new TypeError(`only bodies are validated by a schema, not the ${httpPart}`);
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties).map(([name, fieldSchema]: [string, FieldSchema]) => {
    const rule = fieldSchema['x-rule'];
    if (rule === undefined) throw new TypeError(`the schema of ${name} has no x-rule`);
    return { name, rule, isRequired: required.has(name), check: Compile(fieldSchema) };
  });

  return (data: unknown) => {
    const body = (data ?? {}) as Record<string, unknown>;
    for (const { name, rule, isRequired, check } of fields) {
      const value = Object.hasOwn(body, name) ? body[name] : undefined;
      if (value === undefined) {
        if (isRequired) return { error: ApiError.of('field-missing', name, rule) };
      } else if (!check.Check(value)) {
        return { error: ApiError.of('field-invalid', name, rule) };
      }
    }
    return { value: body };
  };
};
