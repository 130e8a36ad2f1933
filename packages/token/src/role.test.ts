import { expect, it } from 'vitest';
import { isRole, isRoleAtLeast, ROLES, type Role, roleFromDigit, roleToDigit } from './role.ts';

it('the roles are admin, writer and reader, strongest first', () => {
  expect(ROLES).toEqual(['admin', 'writer', 'reader']);
});

it.each<[Role, Role, boolean]>([
  ['admin', 'admin', true],
  ['admin', 'writer', true],
  ['admin', 'reader', true],
  ['writer', 'admin', false],
  ['writer', 'writer', true],
  ['writer', 'reader', true],
  ['reader', 'admin', false],
  ['reader', 'writer', false],
  ['reader', 'reader', true],
])('that %s has at least the rights of %s is %s', (role, lowest, expected) => {
  expect(isRoleAtLeast(role, lowest)).toBe(expected);
});

it('what is not a role has no rights, and gives none', () => {
  for (const wrong of ['', 'owner', 'Admin', '0', undefined] as readonly unknown[]) {
    for (const role of ROLES) {
      expect(isRoleAtLeast(wrong as Role, role)).toBe(false);
      expect(isRoleAtLeast(role, wrong as Role)).toBe(false);
    }
    expect(isRoleAtLeast(wrong as Role, wrong as Role)).toBe(false);
  }
});

it.each<[Role, string]>([
  ['admin', '0'],
  ['writer', '1'],
  ['reader', '2'],
])('%s is written and read as the digit %s in a token', (role, digit) => {
  expect(roleToDigit(role)).toBe(digit);
  expect(roleFromDigit(digit)).toBe(role);
});

it.each(['', '3', '/', ':', '-', '-1', '00', '0 ', '1.', 'a', 'admin', '١'])(
  '%j is not the role of a token',
  (digit) => {
    expect(roleFromDigit(digit)).toBeUndefined();
  },
);

it('a role has exactly one name, which is case-sensitive', () => {
  for (const role of ROLES) expect(isRole(role)).toBe(true);
  for (const wrong of ['Admin', 'ADMIN', ' admin', '0', 0, null, undefined, ['admin'], {}]) {
    expect(isRole(wrong)).toBe(false);
  }
});
