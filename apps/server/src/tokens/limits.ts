import { isRoleAtLeast, type Role, type TokenKind } from '@boardgate/token';
import type { Policy } from '../access/policy.ts';
import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';

export type ServerLimits = Pick<Config, 'maxLifespanMs' | 'allowPermanentTokens'>;

const SERVER = { issuer: 'this server', where: 'on this server', setBy: 'server' } as const;
const PROJECT = { issuer: 'this project', where: 'in this project', setBy: 'project' } as const;

/** @throws {ApiError} if the lifespan exceeds the server's limits, or its end the safe integers. */
export function checkServerLimits(lifespanMs: number, limits: ServerLimits, now: number): void {
  if (!Number.isSafeInteger(now + lifespanMs))
    throw ApiError.of('field-invalid', 'lifespan', 'is too large', { rule: 'smaller' });
  checkLifespan(lifespanMs, limits.maxLifespanMs, limits.allowPermanentTokens, SERVER);
}

/** @throws {ApiError} if the token exceeds the limits in the project's policy. */
export function checkProjectLimits(
  kind: TokenKind,
  role: Role,
  lifespanMs: number,
  policy: Policy | null,
): void {
  if (policy === null) return;
  const { maxLifespanMs, allowPermanentTokens = true, maxRole } = policy;
  checkLifespan(lifespanMs, maxLifespanMs?.[kind], allowPermanentTokens, PROJECT);
  if (maxRole !== undefined && !isRoleAtLeast(maxRole, role)) throw ApiError.of('role-above-policy', maxRole);
}

function checkLifespan(
  lifespanMs: number,
  maxMs: number | undefined,
  isPermanentAllowed: boolean,
  { issuer, where, setBy }: typeof SERVER | typeof PROJECT,
): void {
  if (lifespanMs === 0) {
    if (!isPermanentAllowed) throw ApiError.of('lifespan-permanent', issuer, setBy);
  } else if (maxMs !== undefined && lifespanMs > maxMs) {
    throw ApiError.of('lifespan-too-long', maxMs, where, setBy);
  }
}
