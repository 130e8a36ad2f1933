/**
 * Why a token was refused, in the order the checks are made (spec §3.5):
 *
 * - `format`: it is not a token: wrong prefix, alphabet, encoding, a missing, doubled or impossible field;
 * - `signature`: the access key is unknown or the signature is not the one its secret key makes. The two are one code on
 *   purpose: whoever presents the token must not learn which access keys exist;
 * - `expired`: the present time is at or past `expireAt`;
 * - `kind`: a good token of a kind the caller did not ask for.
 */
export type TokenErrorCode = 'format' | 'signature' | 'expired' | 'kind';

/** A token was refused. Neither the message nor the error holds anything of the token. */
export class TokenError extends Error {
  readonly code: TokenErrorCode;

  constructor(code: TokenErrorCode, message: string) {
    super(message);
    this.name = 'TokenError';
    this.code = code;
  }
}
