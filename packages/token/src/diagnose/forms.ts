// The ways in which parts of a token may be written otherwise than they must.

/** How a payload may be written instead of base64url of a query string. */
export type PayloadForm = 'plain' | 'json' | 'hex';

/** What may be wrong with the way a query string is written. */
export type QueryForm = 'separators' | 'lower-case-escapes' | 'raw-characters';

/** How a uuid may be written other than as 32 lower-case hex digits. */
export type UuidForm = 'dashes' | 'upper-case' | 'around' | 'other';

/** How an expiry may be written other than as decimal digits. */
export type ExpiryForm = 'empty' | 'fraction' | 'exponent' | 'negative' | 'date';
