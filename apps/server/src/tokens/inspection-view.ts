import { ROLES, TOKEN_KINDS } from '@boardgate/token';
import { type DecodedClaims, HIDDEN_SECRET } from '@boardgate/token/diagnose';
import Type from 'typebox';
import { toIsoOrNull } from '../base/time.ts';
import { orNull, TextOrNull } from '../http/fields.ts';
import { OPERATIONS, type OperationVerdict } from './operation-verdict.ts';
import { type AnyExplanation, EXPLANATION_CODES } from './server-explanations.ts';
import { type Inspection, REFUSAL_REASONS } from './token-inspector.ts';

const Claims = Type.Object({
  kind: Type.Enum(TOKEN_KINDS),
  role: Type.Enum(ROLES),
  accessKey: TextOrNull,
  uuid: TextOrNull,
  issuedAt: TextOrNull,
  expiresAt: TextOrNull,
  nonce: Type.String(),
});

/** A sentence as a code with the values that it names. Times are epoch milliseconds. */
const ExplanationObject = Type.Object({
  code: Type.Enum(EXPLANATION_CODES),
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

const WarningObject = Type.Object({ ...ExplanationObject.properties, advice: Type.String() });

const PermissionObject = Type.Object(
  {
    operation: Type.Enum(OPERATIONS),
    permitted: Type.Boolean(),
    needs: Type.Partial(
      Type.Object({ sdk: Type.Enum(ROLES), room: Type.Enum(ROLES), task: Type.Enum(ROLES) }),
      { description: 'The lowest role for each kind of token that the operation accepts' },
    ),
    advice: Type.String({ description: 'The same as a sentence' }),
  },
  {
    description: 'Whether the token permits the operation that was asked about, on a room or task of its own',
  },
);

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
    advice: Type.Optional(
      Type.String({ description: 'Everything that is wrong, in the order to correct it in' }),
    ),
    explanations: Type.Optional(
      Type.Array(ExplanationObject, {
        description: 'The sentences of `advice`, as codes with the values that they name',
      }),
    ),
    revocation: Type.Optional(
      Type.String({ description: 'The id of the revocation that refuses the token, if one does' }),
    ),
    warnings: Type.Optional(
      Type.Array(WarningObject, {
        description: 'What is doubtful about the token, though it is no reason to refuse it',
      }),
    ),
    permission: Type.Optional(PermissionObject),
    decoded: Type.Optional(
      Type.Object(
        { ...Claims.properties, role: orNull(Type.Enum(ROLES), 'null = it cannot be read') },
        { description: 'The claims of a refused token, if it can be read' },
      ),
    ),
  },
  { title: 'Introspection' },
);

type Told = Type.Static<typeof InspectionObject>;

export function toInspectionObject(inspection: Inspection): Told {
  const { warnings, permission } = inspection;
  const more = {
    ...(warnings.length > 0 && { warnings: warnings.map(toWarning) }),
    ...(permission && { permission: toPermission(permission) }),
  };
  if (inspection.isValid) {
    const { claims, projectId } = inspection;
    return { valid: true, ...toClaims(claims), role: claims.role, project: projectId, ...more };
  }
  const { reason, mistake, advice, explanations, revocation, claims } = inspection;
  return {
    valid: false,
    reason,
    mistake,
    advice,
    explanations: explanations.map(({ code, values }) => ({ code, values })),
    ...(revocation !== undefined && { revocation }),
    ...more,
    ...(claims && { decoded: toClaims(claims) }),
  };
}

function toWarning({ code, values, sentence }: AnyExplanation) {
  return { code, values, advice: sentence };
}

function toPermission({ operation, isPermitted, needs, advice }: OperationVerdict) {
  return { operation, permitted: isPermitted, needs, advice };
}

function toClaims(claims: DecodedClaims): NonNullable<Told['decoded']> {
  const { kind, role = null, accessKey, uuid, issuedAt, expiresAt, nonce } = claims;
  return {
    kind,
    role,
    accessKey: shown(accessKey),
    uuid: shown(uuid),
    issuedAt: toIsoOrNull(issuedAt),
    expiresAt: toIsoOrNull(expiresAt),
    nonce,
  };
}

function shown(text: string | undefined): string | null {
  return text === undefined || text === HIDDEN_SECRET ? null : text;
}
