import { expect, test } from 'vitest';
import { toOutboundError } from './connection-failure.ts';
import { NO_PUBLIC_HOST, OutboundError } from './outbound-error.ts';

const withCode = (code: string) => Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code });

const CERTIFICATE = 'the host’s certificate is not valid';
const TLS = 'the TLS handshake with the host failed';
const OTHER = 'the host did not respond with valid HTTP';

test.each([
  ['ENOTFOUND', NO_PUBLIC_HOST],
  ['EAI_AGAIN', 'the host name cannot be resolved at the moment'],
  ['NOT_EAI_AGAIN', OTHER],
  ['ECONNREFUSED', 'the host refused the connection'],
  ['EPIPE', 'the host closed the connection early'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['CERT_HAS_EXPIRED', CERTIFICATE],
  ['ERR_TLS_CERT_ALTNAME_INVALID', CERTIFICATE],
  ['DEPTH_ZERO_SELF_SIGNED', CERTIFICATE],
  ['SELF_SIGNED_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
  ['HOSTNAME_MISMATCH', CERTIFICATE],
  ['EPROTO', TLS],
  ['ERR_SSL_WRONG_VERSION_NUMBER', TLS],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', TLS],
  ['HPE_INVALID_CONSTANT', OTHER],
  ['', OTHER],
])('a connection that failed with %j is described without host and address', (code, words) => {
  const error = toOutboundError(withCode(code));
  expect(error.message).toBe(words);
  expect((error.cause as Error).message).toBe(code || 'no code');
});

test('an error without a code, and one that is described already', () => {
  expect(toOutboundError('thrown text').message).toBe(OTHER);
  const ours = new OutboundError('the document is too large');
  expect(toOutboundError(ours)).toBe(ours);
});
