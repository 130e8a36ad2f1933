/** The three roles of the API, strongest first. This table is the only one: everything that ranks roles reads it. */
export const ROLES = ['admin', 'writer', 'reader'] as const;

/** What a token's holder may do: `admin` > `writer` > `reader` (spec §2). */
export type Role = (typeof ROLES)[number];

/** Tells whether `value` is the name of a role. Case counts: `Admin` is none. */
export function isRole(value: unknown): value is Role {
  return (ROLES as readonly unknown[]).includes(value);
}

/**
 * Tells whether `role` carries at least the rights of `lowest`.
 *
 * @example
 * isRoleAtLeast('admin', 'writer'); // true
 * isRoleAtLeast('reader', 'writer'); // false
 */
export function isRoleAtLeast(role: Role, lowest: Role): boolean {
  const rank = ROLES.indexOf(role);
  // What is no role, in a caller without types, has the rights of none.
  return rank !== -1 && rank <= ROLES.indexOf(lowest);
}

/** Inside a token a role is one digit, its place in the table: `0`, `1` or `2` (spec §2). */
export function roleToDigit(role: Role): string {
  return String(ROLES.indexOf(role));
}

/** The role behind a token's `role` field, or `undefined` where the field is anything but `0`, `1` or `2`. */
export function roleFromDigit(digit: string): Role | undefined {
  return digit.length === 1 ? ROLES[digit.charCodeAt(0) - 48] : undefined;
}
