import { DOCUMENT_KINDS, FAILURES, type FailureReason, type FromRenderer } from '@boardgate/renderer';
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';

const MAX_DETAIL = 500;
const MAX_SLIDES = 10_000;
const MAX_SIDE = 16_384;

const exact = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 1, maximum: MAX_SLIDES });
const side = Type.Integer({ minimum: 1, maximum: MAX_SIDE });
const path = Type.String({ minLength: 1, maxLength: 4096 });

const MESSAGE = Type.Union([
  Type.Object(
    { event: Type.Literal('kind'), kind: Type.Union(DOCUMENT_KINDS.map((kind) => Type.Literal(kind))) },
    exact,
  ),
  Type.Object(
    {
      event: Type.Literal('notes'),
      notes: Type.Record(Type.String({ pattern: '^[1-9][0-9]{0,4}$' }), Type.String(), exact),
    },
    exact,
  ),
  Type.Object({ event: Type.Literal('pages'), count }, exact),
  Type.Object(
    {
      event: Type.Literal('page'),
      page: Type.Object(
        {
          number: count,
          width: side,
          height: side,
          path: Type.Optional(path),
          previewPath: Type.Optional(path),
        },
        exact,
      ),
    },
    exact,
  ),
  Type.Object({ event: Type.Literal('done') }, exact),
  Type.Object(
    {
      event: Type.Literal('failed'),
      reason: Type.Union((Object.keys(FAILURES) as FailureReason[]).map((reason) => Type.Literal(reason))),
      detail: Type.String({ maxLength: MAX_DETAIL }),
    },
    exact,
  ),
]);

/**
 * Reads a line from the renderer, which a hostile document may have taken over.
 *
 * @throws {TypeError} if it is not exactly a message of the protocol.
 */
export function readMessage(line: string): FromRenderer {
  const message = parse(line);
  if (!Value.Check(MESSAGE, message))
    throw new TypeError('The renderer sent a line that is not in the protocol.');
  const known: Static<typeof MESSAGE> = message;
  return known as FromRenderer;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Without the cause, which quotes the line and would be logged.
    throw new TypeError('The renderer sent a line that is not JSON.');
  }
}
