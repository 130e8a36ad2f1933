/** Longest token that is read, in characters. The longest that {@link MAX_FIELD_LENGTH} lets us sign is shorter. */
export const MAX_TOKEN_LENGTH = 8192;

/** Longest access key and uuid that can be signed, in UTF-16 code units. */
export const MAX_FIELD_LENGTH = 256;

/** Most fields a token may carry. Generators write 4 to 6; extra ones are signed too. */
export const MAX_FIELD_COUNT = 64;
