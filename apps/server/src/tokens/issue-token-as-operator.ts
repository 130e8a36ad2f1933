import { TOKEN_KINDS } from '@boardgate/token';
import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { adminOnly, oneOf, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { TokenMint } from './token-mint.ts';
import { Lifespan, RoleName, TokenField } from './token-request.ts';

const Body = strictObject({
  kind: oneOf(TOKEN_KINDS),
  role: RoleName,
  lifespan: Lifespan,
  accessKey: Type.Optional(TokenField('The access key that signs')),
  project: Type.Optional(
    TokenField(
      'If no access key is given: the id of the project whose oldest valid key signs, if possible one that does not expire',
    ),
  ),
  uuid: Type.Optional(TokenField('The room or task; not for an SDK token')),
});

export function issueTokenAsOperator(v1: TypedInstance, { mint }: { mint: TokenMint }): void {
  v1.route({
    method: 'POST',
    url: '/tokens',
    ...adminOnly('issueTokenAsOperator', 'management tokens', 'Issue a token without a secret key', {
      body: Body,
      response: { 201: Type.Object({ token: Type.String() }) },
    }),
    handler: async (request, reply) => {
      const { lifespan, project, ...wanted } = request.body;
      const details = { ...wanted, lifespanMs: lifespan, projectId: project };
      return reply.code(201).send({ token: await mint.mint(details, actorOf(request)) });
    },
  });
}
