/** The three roles of the API, strongest first. All code that ranks roles reads this table. */
export const ROLES = ['admin', 'writer', 'reader'] as const;

/** What a token's holder may do: `admin` > `writer` > `reader`. */
export type Role = (typeof ROLES)[number];

/** Tells whether `value` is the name of a role, which is case-sensitive. */
export function isRole(value: unknown): value is Role {
  return (ROLES as readonly unknown[]).includes(value);
}

/**
 * Tells whether `role` has at least the rights of `lowest`.
 *
 * @example
 * isRoleAtLeast('admin', 'writer'); // true
 * isRoleAtLeast('reader', 'writer'); // false
 */
export function isRoleAtLeast(role: Role, lowest: Role): boolean {
  const rank = ROLES.indexOf(role);
  // An untyped caller may pass something else, which has no rights.
  return rank !== -1 && rank <= ROLES.indexOf(lowest);
}

/** Inside a token a role is one digit, its place in the table: `0`, `1` or `2`. */
export function roleToDigit(role: Role): string {
  return String(ROLES.indexOf(role));
}

/** The role of a token's `role` field; `undefined` if the field is not `0`, `1` or `2`. */
export function roleFromDigit(digit: string): Role | undefined {
  return digit.length === 1 ? ROLES[digit.charCodeAt(0) - 48] : undefined;
}
