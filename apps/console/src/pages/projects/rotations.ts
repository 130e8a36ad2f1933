import type { AccessKey, AuditEntry } from './project-types.ts';

/** Two valid pairs, the new one replacing the old. */
export interface Rotation {
  readonly old: AccessKey;
  readonly next: AccessKey;
}

/** The rotations whose old key has not expired. */
export function rotationsOf(
  keys: readonly AccessKey[],
  entries: readonly Pick<AuditEntry, 'subject' | 'after'>[],
  now: number,
): readonly Rotation[] {
  const byAccessKey = new Map(keys.map((key) => [key.accessKey, key]));
  return keys
    .filter((key) => isEnding(key, now))
    .flatMap((old) => {
      // Entries are newest first, so the last rotation of a key counts.
      const entry = entries.find(({ subject }) => subject === old.accessKey);
      const { replacedBy } = (entry?.after ?? {}) as { readonly replacedBy?: unknown };
      const next = typeof replacedBy === 'string' ? byAccessKey.get(replacedBy) : undefined;
      return next === undefined ? [] : [{ old, next }];
    });
}

/** Whether a key is valid and will expire. */
export function isEnding({ expiresAt, disabled }: AccessKey, now: number): boolean {
  return expiresAt !== null && !disabled && Date.parse(expiresAt) > now;
}
