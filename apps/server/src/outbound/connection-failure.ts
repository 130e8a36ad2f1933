import { codeOf } from '../base/operator-error.ts';
import { NO_PUBLIC_HOST, OutboundError } from './outbound-error.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  ENOTFOUND: NO_PUBLIC_HOST,
  ENODATA: NO_PUBLIC_HOST,
  ECONNREFUSED: 'the host refused the connection',
  ECONNRESET: 'the host closed the connection early',
  EPIPE: 'the host closed the connection early',
  ERR_STREAM_PREMATURE_CLOSE: 'the host closed the connection early',
  ETIMEDOUT: 'the host did not respond in time',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  EADDRNOTAVAIL: 'the host cannot be reached',
  HPE_HEADER_OVERFLOW: 'the headers of the response are too large',
};

/** Describes a failed connection by Node's code alone: its messages name hosts and addresses. */
export function toOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  const code = codeOf(error) ?? '';
  return new OutboundError(messageOf(code), { cause: new Error(code || 'no code') });
}

function messageOf(code: string): string {
  if (/^EAI_/.test(code)) return 'the host name cannot be resolved at the moment';
  if (/CERT|^DEPTH_ZERO|^SELF_SIGNED|^UNABLE_TO|^HOSTNAME_MISMATCH/.test(code))
    return 'the host’s certificate is not valid';
  if (/^(ERR_TLS|ERR_SSL|EPROTO)/.test(code)) return 'the TLS handshake with the host failed';
  return MESSAGES[code] ?? 'the host did not respond with valid HTTP';
}
