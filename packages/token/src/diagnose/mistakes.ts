/**
 * The known mistakes, in the order in which they are reported where several are found: first those about what was signed, then those
 * about the secret key, about the text around the token, and about the times in it. The ids are stable.
 */
export const MISTAKES = [
  'number-role',
  'number-value',
  'escaped-slash',
  'escaped-unicode',
  'escaped-html',
  'unescaped-json',
  'spaced-json',
  'dropped-empty-field',
  'unsorted-keys',
  'other-key-of-project',
  'swapped-keys',
  'padded-secret-key',
  'quotes',
  'bearer-prefix',
  'line-breaks',
  'spaces',
  'padding',
  'standard-base64',
  'missing-prefix',
  'relabelled-prefix',
  'lifespan-in-seconds',
  'expire-at-in-seconds',
  'local-time',
  'clock-skew',
] as const;

/** The id of a known mistake. */
export type Mistake = (typeof MISTAKES)[number];
