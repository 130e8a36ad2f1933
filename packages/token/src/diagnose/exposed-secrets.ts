import type { Field } from '../payload.ts';
import type { DecodedClaims } from './claims-reading.ts';
import { type DiagnoseOptions, HIDDEN_SECRET, type KnownKey } from './diagnosis.ts';
import type { ReadToken } from './reading.ts';
import { isUuidLike } from './uuid-mistakes.ts';

/** Shorter values are no secret keys; longer ones are not looked for. */
const MIN_LENGTH = 8;
const MAX_LENGTH = 256;

/** The fields that hold a secret key, of the known keys or of any key where the value is none that the field can have. */
export async function findExposedSecrets(
  { query, claims }: ReadToken,
  known: readonly KnownKey[],
  { findKeyBySecret }: Pick<DiagnoseOptions, 'findKeyBySecret'>,
): Promise<readonly Field[]> {
  const secrets = new Set(known.map(({ secretKey }) => secretKey));
  const exposed: Field[] = [];
  for (const field of query.fields) {
    const { name, value } = field;
    if (name === 'sig') continue;
    const isOdd =
      (value === claims.accessKey && known.length === 0) ||
      (value === claims.uuid && !isUuidLike(value)) ||
      name === 'role';
    const isLooked = isOdd && value.length >= MIN_LENGTH && value.length <= MAX_LENGTH;
    if (secrets.has(value) || (isLooked && (await findKeyBySecret(value)) !== undefined)) exposed.push(field);
  }
  return exposed;
}

/** The claims without the secret keys in them. */
export function hideSecrets(claims: DecodedClaims, exposed: readonly Field[]): DecodedClaims {
  if (exposed.length === 0) return claims;
  const secrets = new Set(exposed.map(({ value }) => value));
  const hide = <Text extends string | undefined>(text: Text) =>
    text !== undefined && secrets.has(text) ? HIDDEN_SECRET : text;
  const extra: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(claims.extra)) extra[name] = hide(value);
  const { accessKey, uuid, nonce } = claims;
  return { ...claims, accessKey: hide(accessKey), uuid: hide(uuid), nonce: hide(nonce), extra };
}
