import type { TokenClaims } from '../decode.ts';
import type { TokenKind } from '../kind.ts';
import { timeOfNonce } from '../nonce.ts';
import type { Field, ParsedQuery } from '../payload.ts';
import { type Role, roleFromDigit } from '../role.ts';
import { type Finding, findingOf } from './advice.ts';
import { readExpiry } from './expiry-reading.ts';
import { findRoleMistake } from './role-mistakes.ts';
import { findUuidMistake } from './uuid-mistakes.ts';

/** What a token says, as far as it can be read: its role may be none. */
export interface DecodedClaims extends Omit<TokenClaims, 'role'> {
  readonly role: Role | undefined;
}

/** The fields of a token, read by a reader who makes allowances. */
export interface ReadClaims {
  readonly claims: DecodedClaims;
  readonly signature: string;
  /** The query with the signature under its right name, so that it is not taken for a signed field. */
  readonly query: ParsedQuery;
  /** What is wrong with the fields. That they were written so is not known before the signature is. */
  readonly findings: readonly Finding[];
}

/** Names that other APIs have for the fields, without regard to case and separators. */
const OTHER_NAMES = {
  ak: ['ak', 'accesskey', 'accesskeyid'],
  expireAt: ['expireat', 'expiresat', 'expiretime', 'exp'],
  nonce: ['nonce'],
  role: ['role', 'tokenrole'],
  sig: ['sig', 'sign', 'signature'],
  uuid: ['uuid', 'roomuuid', 'taskuuid', 'roomid', 'taskid'],
} as const;

type FieldName = keyof typeof OTHER_NAMES;
const FIELD_NAMES = Object.keys(OTHER_NAMES) as FieldName[];

/** Reads the fields as those of that kind; `undefined` where one is so wrong that nothing can be told of the token. */
export function readClaims(kind: TokenKind, query: ParsedQuery): ReadClaims | undefined {
  const names = nameFields(kind, query.fields);
  const textOf = (name: FieldName) => query.fields.find((field) => field.name === names.get(name))?.value;
  const [accessKey = '', signature = '', nonce = ''] = [textOf('ak'), textOf('sig'), textOf('nonce')];
  if (accessKey === '' || signature === '') return undefined;
  const issuedAt = timeOfNonce(nonce);
  const expiry = readExpiry(textOf('expireAt'), issuedAt);
  if (expiry === undefined) return undefined;
  const role = textOf('role') ?? '';
  const uuid = kind === 'sdk' ? undefined : (textOf('uuid') ?? '');
  const used = new Set(names.values());
  const extra: Record<string, string> = Object.create(null);
  for (const { name, value } of query.fields) if (!used.has(name)) extra[name] = value;
  const renamed = FIELD_NAMES.filter((name) => names.has(name) && names.get(name) !== name);
  return {
    claims: {
      kind,
      accessKey,
      role: roleFromDigit(role),
      uuid,
      expiresAt: expiry.expiresAt,
      issuedAt,
      nonce,
      extra,
    },
    signature,
    query: names.get('sig') === 'sig' ? query : renameSignature(query, names.get('sig')),
    findings: [
      ...(renamed.length > 0 ? [findingOf('field-name', renamed)] : []),
      ...(nonce === '' ? [findingOf('nonce-missing')] : []),
      ...findRoleMistake(role, uuid),
      ...findUuidMistake(uuid, role),
      ...expiry.findings,
    ],
  };
}

/** Whether there is a uuid, under whatever name: an SDK token has none. */
export function hasUuid({ fields }: ParsedQuery): boolean {
  return fields.some(({ name }) => OTHER_NAMES.uuid.some((other) => other === plainName(name)));
}

/** The name under which each field of the format is there: its own, or one that means the same. */
function nameFields(kind: TokenKind, fields: readonly Field[]): ReadonlyMap<FieldName, string> {
  const names = new Map<FieldName, string>();
  for (const name of FIELD_NAMES) {
    if (kind === 'sdk' && name === 'uuid') continue;
    const found =
      fields.find((field) => field.name === name) ??
      fields.find((field) => (OTHER_NAMES[name] as readonly string[]).includes(plainName(field.name)));
    if (found !== undefined) names.set(name, found.name);
  }
  return names;
}

function renameSignature({ fields, isEscaped }: ParsedQuery, name: string | undefined): ParsedQuery {
  return {
    fields: fields.map((field) => (field.name === name ? { ...field, name: 'sig' } : field)),
    isEscaped,
  };
}

function plainName(name: string): string {
  return name.length > 24 ? '' : name.toLowerCase().replaceAll(/[^a-z]/g, '');
}
