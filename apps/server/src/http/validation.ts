import type { FastifySchemaCompiler } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/schema';
import { ApiError, type Rule } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';

/** What the field must be, in words that complete "FIELD …" to the message of a refusal. */
type FieldSchema = TSchema & { 'x-rule'?: string };

interface Field {
  readonly name: string;
  readonly sentence: string;
  readonly rule: Rule;
  readonly isRequired: boolean;
  readonly read: (value: unknown) => unknown;
  readonly isRight: (value: unknown) => boolean;
}

/**
 * Checks a body or a query field by field and tells for the first wrong one what would be right. It coerces nothing
 * in a body: `"3600000"` is not an integer. A query consists of text, so digits count as an integer there, and an
 * empty text as absent.
 *
 * It ignores fields that the schema does not name (spec §1), unless the schema forbids them: our own API refuses a
 * misspelt field.
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
      return { error: ApiError.of('field-unknown', unknown.slice(0, 64), names) };
    }
    for (const field of fields) {
      const value = Object.hasOwn(given, field.name) ? field.read(given[field.name]) : undefined;
      if (value === undefined) {
        if (field.isRequired) return { error: ApiError.of('field-missing', field.name, field.sentence) };
      } else if (!field.isRight(value)) {
        return { error: ApiError.of('field-invalid', field.name, field.sentence, field.rule) };
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
    const sentence = fieldSchema['x-rule'];
    if (sentence === undefined) throw new TypeError(`the schema of ${name} has no x-rule`);
    const check = checkOf(fieldSchema);
    const isInteger = 'type' in fieldSchema && fieldSchema.type === 'integer';
    return {
      name,
      sentence,
      rule: ruleOf(fieldSchema),
      isRequired: required.has(name),
      read: isQuery ? (value) => readParameter(value, isInteger) : (value) => value,
      // Filters of lists become parameters of database queries, which cannot hold every text.
      isRight: (value) => check.Check(value) && !(isQuery && isStrict && isUnstorable(value)),
    };
  });
}

/** Many routes share a field's schema, and each GET route has one of HEAD beside it. */
const checks = new WeakMap<TSchema, Validator>();

function checkOf(schema: TSchema): Validator {
  const check = checks.get(schema) ?? Compile(schema);
  checks.set(schema, check);
  return check;
}

/** The rule that a schema states. Of a union, such as "text or null", it is the first part's. */
function ruleOf(schema: TSchema): Rule {
  const {
    anyOf: [first] = [],
    enum: choices,
    type,
    format,
    minimum: min = Number.MIN_SAFE_INTEGER,
    maximum: max = Number.MAX_SAFE_INTEGER,
    minLength = 0,
    maxLength,
  } = schema as JsonSchema;
  if (format === 'date-time') return { rule: 'time' };
  if (first !== undefined) return ruleOf(first);
  if (choices !== undefined) return { rule: 'one-of', choices: choices.join(', ') };
  if (type === 'boolean') return { rule: 'boolean' };
  if (type === 'integer' || type === 'number') return { rule: type, min, max };
  if (type !== 'string') return { rule: 'object' };
  return maxLength === undefined ? { rule: 'string' } : { rule: 'text', min: minLength, max: maxLength };
}

/** The keywords that our schemas use. */
interface JsonSchema {
  readonly anyOf?: readonly TSchema[];
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

function isUnstorable(value: unknown): boolean {
  return typeof value === 'string' && !isStorable(value);
}

/** Some clients omit both parameters as `?limit=&beginUUID=`. */
function readParameter(value: unknown, isInteger: boolean): unknown {
  if (value === '') return undefined;
  return isInteger && typeof value === 'string' && /^(0|[1-9][0-9]{0,15})$/.test(value)
    ? Number(value)
    : value;
}
