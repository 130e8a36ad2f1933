/** Longest token that is read, in characters. Every token that can be signed is shorter. */
export const MAX_TOKEN_LENGTH = 8192;

/** Longest access key and uuid that can be signed, in UTF-16 code units. */
export const MAX_FIELD_LENGTH = 256;

/** Most fields in a token. Generators write 4 to 6; the signature covers extra fields too. */
export const MAX_FIELD_COUNT = 64;
