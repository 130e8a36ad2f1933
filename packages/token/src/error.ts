/**
 * Why a token was refused, in the order the checks are made:
 *
 * - `format`: the text is not a token: its prefix, alphabet or encoding is wrong, or a field is missing, repeated or
 *   invalid;
 * - `signature`: the access key is unknown, or its secret key does not make this signature. Both have one code, so
 *   that the bearer does not learn which access keys exist;
 * - `expired`: the present time is at or past `expireAt`;
 * - `kind`: the token is good, but of a kind that the caller does not accept.
 */
export type TokenErrorCode = 'format' | 'signature' | 'expired' | 'kind';

/** The refusal of a token. Neither the error nor its message contains anything of the token. */
export class TokenError extends Error {
  readonly code: TokenErrorCode;

  constructor(code: TokenErrorCode, message: string) {
    super(message);
    this.name = 'TokenError';
    this.code = code;
  }
}
