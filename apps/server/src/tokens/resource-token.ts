import { signRoomToken, signTaskToken } from '@boardgate/token';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type Type from 'typebox';
import { callerOf } from '../access/access.ts';
import { type AccessKey, isUsable } from '../access/access-key.ts';
import type { Caller } from '../access/caller.ts';
import { ApiError } from '../base/errors.ts';
import { whenReady } from '../base/when-ready.ts';
import { pathPart } from '../http/fields.ts';
import type { Keyring } from '../keys/keyring.ts';
import { checkProjectLimits, checkServerLimits } from './limits.ts';
import { checkRoleWithin, type ResourceTokenBody, type TokenUses, tokenAnswer } from './token-request.ts';

const SIGN = { room: signRoomToken, task: signTaskToken };

/**
 * Issues a token for a room or a task (spec §3.4).
 *
 * @param checkResource throws if the project has no such resource, or the resource takes no tokens.
 */
export function issueResourceToken(
  kind: 'room' | 'task',
  request: FastifyRequest,
  reply: FastifyReply,
  { keyring, limits, metrics, usage, now }: TokenUses,
  checkResource: (uuid: string, projectId: string) => void | Promise<void>,
): string | Promise<string> {
  const caller = callerOf(request);
  const uuid = pathPart(request, 'uuid');
  const { lifespan, role, ak } = request.body as Type.Static<typeof ResourceTokenBody>;
  const issuedAt = now();
  checkServerLimits(lifespan, limits, issuedAt);
  checkRoleWithin(role, caller);
  checkProjectLimits(kind, role, lifespan, caller.key.policy);
  return whenReady(findSigningKey(ak, caller, keyring, issuedAt), (key) =>
    whenReady(checkResource(uuid, key.projectId), () => {
      const { accessKey, secretKey } = key;
      const token = SIGN[kind]({ accessKey, secretKey, role, lifespanMs: lifespan, uuid, now: issuedAt });
      metrics.countIssued(kind, role);
      usage.countIssued(key, kind, role);
      request.log.debug({ accessKey, kind, role, uuid }, 'token issued');
      return tokenAnswer(reply, token);
    }),
  );
}

/**
 * Finds the key that signs; default: the caller's.
 *
 * @throws {ApiError} `team-forbidden` if the named key does not exist, is disabled, has expired or belongs to another
 * project.
 */
function findSigningKey(
  ak: string | undefined,
  caller: Caller,
  keyring: Keyring,
  now: number,
): AccessKey | Promise<AccessKey> {
  if (ak === undefined) return caller.key;
  const cached = keyring.cached(ak);
  return whenReady(cached ?? keyring.load(ak), async (key) => {
    if (key?.projectId === caller.key.projectId && isUsable(key, now)) return key;
    await keyring.equaliseTime(key, cached !== undefined);
    throw ApiError.of('team-forbidden');
  });
}
