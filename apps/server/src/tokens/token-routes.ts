import { MAX_FIELD_LENGTH, ROLES, TOKEN_KINDS } from '@boardgate/token';
import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { toIsoOrNull } from '../base/time.ts';
import { ADMIN_ACCESS, STRICT } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { type Inspection, REFUSAL_REASONS, type TokenInspector } from './inspect-token.ts';
import type { TokenMint } from './mint-token.ts';
import { Lifespan, RoleName } from './token-request.ts';

/** Room for a token with all that may be wrapped around it. */
const MAX_INSPECTED_LENGTH = 32_768;

const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const name = (description: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: MAX_FIELD_LENGTH,
      description,
      'x-rule': `must be a string of 1 to ${MAX_FIELD_LENGTH} characters`,
    }),
  );

const MintBody = Type.Object(
  {
    kind: Type.Enum([...TOKEN_KINDS], { 'x-rule': `must be one of: ${TOKEN_KINDS.join(', ')}` }),
    role: RoleName,
    lifespan: Lifespan,
    accessKey: name('The access key that shall sign'),
    project: name('Where no key is named, the id of the project whose oldest good key signs'),
    uuid: name('The room or task; not for an SDK token'),
  },
  STRICT,
);

const InspectBody = Type.Object(
  {
    token: Type.String({
      maxLength: MAX_INSPECTED_LENGTH,
      description: 'The token as it was sent, with whatever is around it',
      'x-rule': `must be a string of at most ${MAX_INSPECTED_LENGTH} characters`,
    }),
  },
  STRICT,
);

const Claims = {
  kind: Type.Enum([...TOKEN_KINDS]),
  role: Type.Enum([...ROLES]),
  accessKey: TextOrNull,
  uuid: TextOrNull,
  issuedAt: TextOrNull,
  expiresAt: TextOrNull,
  nonce: Type.String(),
};

const Answer = Type.Object(
  {
    valid: Type.Boolean(),
    ...Object.fromEntries(Object.entries(Claims).map(([field, schema]) => [field, Type.Optional(schema)])),
    project: Type.Optional(Type.String({ description: 'The id of the project' })),
    reason: Type.Optional(Type.Enum([...REFUSAL_REASONS])),
    mistake: Type.Optional(
      Type.Union([Type.String(), Type.Null()], {
        description: 'The known mistake that explains it; null = none does',
      }),
    ),
    advice: Type.Optional(Type.String({ description: 'What is wrong and what to change' })),
    decoded: Type.Optional(
      Type.Object(Claims, { description: 'What a refused token says, where it can be read' }),
    ),
  },
  { title: 'Introspection' },
);

/** `POST /v1/tokens` and `POST /v1/tokens/introspect`. */
export function registerTokenRoutes(
  v1: TypedInstance,
  { mint, inspector }: { mint: TokenMint; inspector: TokenInspector },
): void {
  const tags = ['management tokens'];

  v1.route({
    method: 'POST',
    url: '/tokens',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Issue a token without proving a key: the admin token is enough',
      body: MintBody,
      response: { 201: Type.Object({ token: Type.String() }) },
    },
    handler: async (request, reply) => {
      const { lifespan, project, ...wanted } = request.body;
      const token = await mint.mint(
        { ...wanted, lifespanMs: lifespan, projectId: project },
        actorOf(request),
      );
      return reply.code(201).send({ token });
    },
  });

  v1.route({
    method: 'POST',
    url: '/tokens/introspect',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Say whether a token is accepted, and if not, why and what to change',
      body: InspectBody,
      response: { 200: Answer },
    },
    handler: async (request) => toAnswer(await inspector.inspect(request.body.token)),
  });
}

/** An inspection as the management API shows it, and the command where JSON is wanted. */
export function toAnswer(inspection: Inspection): Type.Static<typeof Answer> {
  if (inspection.isValid) {
    const { claims, projectId } = inspection;
    return { valid: true, ...toClaims(claims, false), project: projectId };
  }
  const { reason, mistake, advice, claims, isSecretExposed } = inspection;
  return {
    valid: false,
    reason,
    mistake,
    advice,
    ...(claims && { decoded: toClaims(claims, isSecretExposed) }),
  };
}

function toClaims(claims: (Inspection & { isValid: true })['claims'], isSecretExposed: boolean) {
  const { kind, role, accessKey, uuid = null, issuedAt, expiresAt, nonce } = claims;
  return {
    kind,
    role,
    accessKey: isSecretExposed ? null : accessKey,
    uuid,
    issuedAt: toIsoOrNull(issuedAt),
    expiresAt: toIsoOrNull(expiresAt),
    nonce,
  };
}
