import { ROLES, TOKEN_KINDS, type TokenClaims } from '@boardgate/token';
import Type from 'typebox';
import { toIsoOrNull } from '../base/time.ts';
import { orNull, TextOrNull } from '../http/fields.ts';
import { EXPLANATION_CODES, type Inspection, REFUSAL_REASONS } from './token-inspector.ts';

const Claims = Type.Object({
  kind: Type.Enum(TOKEN_KINDS),
  role: Type.Enum(ROLES),
  accessKey: TextOrNull,
  uuid: TextOrNull,
  issuedAt: TextOrNull,
  expiresAt: TextOrNull,
  nonce: Type.String(),
});

/** An inspection in the management API and the command. */
export const InspectionObject = Type.Object(
  {
    valid: Type.Boolean(),
    ...Type.Partial(Claims).properties,
    project: Type.Optional(Type.String({ description: 'The project’s id' })),
    reason: Type.Optional(Type.Enum(REFUSAL_REASONS)),
    mistake: Type.Optional(
      orNull(Type.String(), 'The known mistake that explains the refusal; null = none does'),
    ),
    advice: Type.Optional(Type.String({ description: 'What is wrong and how to correct it' })),
    explanations: Type.Optional(
      Type.Array(
        Type.Object({
          code: Type.Enum(EXPLANATION_CODES),
          values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
        }),
        { description: 'The sentences of `advice`, as codes with the values that they name' },
      ),
    ),
    decoded: Type.Optional(
      Type.Object(Claims.properties, { description: 'The claims of a refused token, if it can be read' }),
    ),
  },
  { title: 'Introspection' },
);

export function toInspectionObject(inspection: Inspection): Type.Static<typeof InspectionObject> {
  if (inspection.isValid) {
    const { claims, projectId } = inspection;
    return { valid: true, ...toClaims(claims, false), project: projectId };
  }
  const { reason, mistake, advice, explanations, claims, isSecretExposed } = inspection;
  return {
    valid: false,
    reason,
    mistake,
    advice,
    explanations: [...explanations],
    ...(claims && { decoded: toClaims(claims, isSecretExposed) }),
  };
}

function toClaims(claims: TokenClaims, isSecretExposed: boolean): Type.Static<typeof Claims> {
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
