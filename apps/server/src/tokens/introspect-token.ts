import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { adminOnly, oneOf, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { InspectionObject, toInspectionObject } from './inspection-view.ts';
import { OPERATIONS } from './operation-verdict.ts';
import type { TokenInspector } from './token-inspector.ts';

/** Large enough for a token with quotes, line breaks or other text around it. */
const MAX_LENGTH = 32_768;

const Body = strictObject({
  token: Type.String({
    maxLength: MAX_LENGTH,
    description: 'The token exactly as it was sent, with any text around it',
    'x-rule': `must be a string of at most ${MAX_LENGTH} characters`,
  }),
  operation: Type.Optional(
    oneOf(OPERATIONS, 'What the token is wanted for: the answer tells whether its kind and role permit that'),
  ),
});

/** `POST /v1/tokens/introspect` */
export function introspectToken(v1: TypedInstance, { inspector }: { inspector: TokenInspector }): void {
  v1.route({
    method: 'POST',
    url: '/tokens/introspect',
    ...adminOnly(
      'introspectToken',
      'management tokens',
      'Tell whether a token is accepted, and if not, why and how to correct it',
      { body: Body, response: { 200: InspectionObject } },
    ),
    handler: async (request) => {
      const { token, operation } = request.body;
      return toInspectionObject(await inspector.inspect(token, operation, projectsOf(request)));
    },
  });
}
