import { codeOf } from '../base/operator-error.ts';
import { OutboundError } from './outbound-error.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name is not known',
  ENODATA: 'the host name is not known',
  ECONNREFUSED: 'the host refused the connection',
  ECONNRESET: 'the host broke the connection off',
  EPIPE: 'the host broke the connection off',
  ERR_STREAM_PREMATURE_CLOSE: 'the host broke the connection off',
  ETIMEDOUT: 'the host did not answer in time',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  EADDRNOTAVAIL: 'the host cannot be reached',
  HPE_HEADER_OVERFLOW: 'the head of the host’s answer is too large',
};

/** A failed connection in words. Node's own name hosts and addresses, so they are not passed on: its code says enough. */
export function toOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  const code = codeOf(error) ?? '';
  return new OutboundError(wordsOf(code), { cause: new Error(code || 'no code') });
}

function wordsOf(code: string): string {
  if (/^EAI_/.test(code)) return 'the host name cannot be looked up at present';
  if (/CERT|^DEPTH_ZERO|^SELF_SIGNED|^UNABLE_TO|^HOSTNAME_MISMATCH/.test(code)) {
    return 'the host’s certificate is not valid';
  }
  if (/^(ERR_TLS|ERR_SSL|EPROTO)/.test(code)) return 'the host does not speak proper TLS';
  return WORDS[code] ?? 'the host did not answer with proper HTTP';
}
