export { decodeUnverifiedToken, type TokenClaims } from './decode.ts';
export { TokenError, type TokenErrorCode } from './error.ts';
export { TOKEN_KINDS, type TokenKind } from './kind.ts';
export { MAX_FIELD_LENGTH, MAX_TOKEN_LENGTH } from './limits.ts';
export { isRole, isRoleAtLeast, ROLES, type Role } from './role.ts';
export { prepareSecretKey, type SecretKey } from './secret-key.ts';
export {
  type SignOptions,
  type SignResourceOptions,
  signRoomToken,
  signSdkToken,
  signTaskToken,
} from './sign.ts';
export { createUuidV1 } from './uuid-v1.ts';
export { isExpired, type VerifyWithFinderOptions, type VerifyWithKeyOptions, verifyToken } from './verify.ts';
