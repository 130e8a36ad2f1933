import { DOCUMENT_KINDS, FAILURES, type FromRenderer, PAGE_FLAWS } from '@boardgate/renderer';
import Type from 'typebox';
import { Check } from 'typebox/schema';

const MAX_DETAIL = 500;
const MAX_SLIDES = 10_000;
const MAX_SIDE = 16_384;

const exact = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 1, maximum: MAX_SLIDES });
const side = Type.Integer({ minimum: 1, maximum: MAX_SIDE });
const path = Type.Optional(Type.String({ minLength: 1, maxLength: 4096 }));
const flaw = Type.Optional(Type.Enum([...PAGE_FLAWS]));
const page = Type.Object({ number: count, width: side, height: side, path, previewPath: path, flaw }, exact);
const notes = Type.Record(Type.String({ pattern: '^[1-9][0-9]{0,4}$' }), Type.String(), exact);
const position = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const range = Type.Object({ start: position, end: position }, exact);
const hidden = Type.Array(Type.Integer({ minimum: 0, maximum: MAX_SLIDES }), { maxItems: MAX_SLIDES });
const yes = Type.Optional(Type.Literal(true));
const reason = Type.Enum(Object.keys(FAILURES));

const MESSAGE = Type.Union([
  messageOf('kind', {
    kind: Type.Enum([...DOCUMENT_KINDS]),
    of95: yes,
    hasForeignText: yes,
    zip: Type.Optional(range),
  }),
  messageOf('slides', { notes, hidden }),
  messageOf('pages', { count }),
  messageOf('page', { page }),
  messageOf('done', {}),
  messageOf('failed', { reason, detail: Type.String({ maxLength: MAX_DETAIL }) }),
]);

function messageOf(event: FromRenderer['event'], fields: Type.TProperties) {
  return Type.Object({ event: Type.Literal(event), ...fields }, exact);
}

/**
 * Reads a line from the renderer, which a hostile document may have taken over.
 *
 * @throws {TypeError} if it is not exactly a message of the protocol.
 */
export function readMessage(line: string): FromRenderer {
  const message = parse(line);
  if (!Check(MESSAGE, message)) throw new TypeError('The renderer sent a line that is not in the protocol.');
  return message as unknown as FromRenderer;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Without the cause, which quotes the line and would be logged.
    throw new TypeError('The renderer sent a line that is not JSON.');
  }
}
