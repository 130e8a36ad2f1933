import { type Role, signSdkToken } from '@boardgate/token';
import Type from 'typebox';
import { type AccessKey, isUsable } from '../access/access-key.ts';
import type { RequestRates } from '../access/request-rates.ts';
import { ApiError } from '../base/errors.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { MAX_SECRET_KEY_LENGTH } from '../keys/key-management.ts';
import type { FailedAttempts } from '../secrets/failed-attempts.ts';
import { checkProjectLimits, checkServerLimits } from './limits.ts';
import { Lifespan, RoleName, TokenAnswer, TokenField, type TokenUses, tokenAnswer } from './token-request.ts';

const Body = Type.Object({
  accessKey: TokenField('The access key (AK)'),
  secretAccessKey: TokenField('The secret key (SK) of that access key', MAX_SECRET_KEY_LENGTH),
  lifespan: Lifespan,
  role: RoleName,
});

/** `POST /v5/tokens/teams` (spec §3.1) */
export function issueSdkToken(
  v5: TypedInstance,
  {
    keyring,
    failures,
    rates,
    limits,
    metrics,
    usage,
    now,
  }: TokenUses & { failures: FailedAttempts; rates: RequestRates },
): void {
  v5.route({
    method: 'POST',
    url: '/tokens/teams',
    config: { access: 'credentials', isFromMemory: true },
    schema: {
      tags: ['tokens'],
      operationId: 'issueSdkToken',
      summary: 'Issue an SDK token',
      body: Body,
      response: { 201: TokenAnswer },
    },
    handler: async (request, reply) => {
      const { accessKey, lifespan, role } = request.body;
      const issuedAt = now();
      checkServerLimits(lifespan, limits, issuedAt);
      const key = await checkCredentials(request.body, request.ip);
      if (!isUsable(key, issuedAt)) throw refuse(key, role, ApiError.of('team-forbidden'));
      rates.count(key);
      checkProjectLimits('sdk', role, lifespan, key.policy);
      const { secretKey } = key;
      const token = signSdkToken({ accessKey, secretKey, role, lifespanMs: lifespan, now: issuedAt });
      metrics.countIssued('sdk', role);
      usage.countIssued(key, 'sdk', role);
      request.log.debug({ accessKey, kind: 'sdk', role }, 'token issued');
      return tokenAnswer(reply, token);
    },
  });

  /** Only a client that proves the secret key learns anything about the key or its project. */
  async function checkCredentials(
    { accessKey, secretAccessKey, role }: Type.Static<typeof Body>,
    address: string,
  ): Promise<AccessKey> {
    await failures.check(address, accessKey);
    const { key, isProved } = await keyring.findByCredentials(accessKey, secretAccessKey);
    if (isProved && key !== undefined) {
      await failures.check(address, accessKey);
      return key;
    }
    await failures.count(address, accessKey);
    throw refuse(key, role, ApiError.of('credentials-wrong'));
  }

  function refuse(key: AccessKey | undefined, role: Role, refusal: ApiError): ApiError {
    usage.countRefused(key, 'sdk', role);
    return refusal;
  }
}
