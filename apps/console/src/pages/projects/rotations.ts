import type { AccessKey, AuditEntry } from './project-types.ts';

/** Two pairs that are both good, the new one in the place of the old. */
export interface Rotation {
  readonly old: AccessKey;
  readonly next: AccessKey;
}

/** The rotations that are under way: those whose old key has not ended. */
export function rotationsOf(
  keys: readonly AccessKey[],
  entries: readonly Pick<AuditEntry, 'subject' | 'after'>[],
  now: number,
): readonly Rotation[] {
  const byAccessKey = new Map(keys.map((key) => [key.accessKey, key]));
  return keys
    .filter((key) => isEnding(key, now))
    .flatMap((old) => {
      // The newest entry comes first: of two rotations of one key, the later one counts.
      const entry = entries.find(({ subject }) => subject === old.accessKey);
      const { replacedBy } = (entry?.after ?? {}) as { readonly replacedBy?: unknown };
      const next = typeof replacedBy === 'string' ? byAccessKey.get(replacedBy) : undefined;
      return next === undefined ? [] : [{ old, next }];
    });
}

/** Whether a key is good, and has an end. */
export function isEnding({ expiresAt, disabled }: AccessKey, now: number): boolean {
  return expiresAt !== null && !disabled && Date.parse(expiresAt) > now;
}
