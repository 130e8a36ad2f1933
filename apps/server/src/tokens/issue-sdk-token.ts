import { MAX_FIELD_LENGTH, signSdkToken } from '@boardgate/token';
import Type from 'typebox';
import { ApiError } from '../errors.ts';
import type { AccessKey, AccessKeys } from '../keys/access-keys.ts';
import type { TypedInstance } from '../typed-instance.ts';
import {
  checkLifespan,
  Lifespan,
  RoleName,
  TokenAnswer,
  type TokenUses,
  tokenAnswer,
} from './token-request.ts';

const MAX_SECRET_KEY_LENGTH = 1024;

const Body = Type.Object({
  accessKey: Type.String({
    minLength: 1,
    maxLength: MAX_FIELD_LENGTH,
    description: 'The access key (AK)',
    'x-rule': `must be a string of 1 to ${MAX_FIELD_LENGTH} characters`,
  }),
  secretAccessKey: Type.String({
    minLength: 1,
    maxLength: MAX_SECRET_KEY_LENGTH,
    description: 'The secret key (SK) of that access key',
    'x-rule': `must be a string of 1 to ${MAX_SECRET_KEY_LENGTH} characters`,
  }),
  lifespan: Lifespan,
  role: RoleName,
});

/** `POST /v5/tokens/teams`: an SDK token for whoever has a pair of keys (spec §3.1). */
export function issueSdkToken(v5: TypedInstance, { keys, policy, metrics, now }: TokenUses): void {
  v5.route({
    method: 'POST',
    url: '/tokens/teams',
    config: { access: 'credentials' },
    schema: {
      tags: ['tokens'],
      summary: 'Generate an SDK token',
      body: Body,
      response: { 201: TokenAnswer },
    },
    handler: async (request, reply) => {
      const { accessKey, secretAccessKey, lifespan, role } = request.body;
      const issuedAt = now();
      checkLifespan(lifespan, policy, issuedAt);
      const { secretKey } = await checkCredentials(keys, accessKey, secretAccessKey);
      const token = signSdkToken({ accessKey, secretKey, role, lifespanMs: lifespan, now: issuedAt });
      metrics.countIssued('sdk', role);
      request.log.debug({ accessKey, kind: 'sdk', role }, 'token issued');
      return tokenAnswer(reply, token);
    },
  });
}

/** Only who proved the secret key learns that the key or its project is disabled. */
async function checkCredentials(keys: AccessKeys, accessKey: string, secretKey: string): Promise<AccessKey> {
  const key = await keys.findByCredentials(accessKey, secretKey);
  if (key === undefined) throw ApiError.of('credentials-wrong');
  if (key.isDisabled) throw ApiError.of('team-forbidden');
  return key;
}
