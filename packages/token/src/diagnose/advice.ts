import { TOKEN_PREFIXES, type TokenKind } from '../kind.ts';
import { MISTAKES, type Mistake } from './mistakes.ts';
import { durationText, nameList, namesText, timeText } from './wording.ts';

/** A piece of advice: a sentence, and the same as a code with its values for a program that words it itself. */
export interface Advice<Code extends string = string> {
  readonly code: Code;
  readonly sentence: string;
  readonly values: AdviceValues;
}

/** Times are epoch milliseconds, spans milliseconds. */
export type AdviceValues = Readonly<Record<string, string | number>>;

/** A known mistake that was found, and what to do about it. */
export type Finding = Advice<Mistake>;

/** A field that was signed and then left out of the token, with the JSON literal it was signed as. */
export interface DroppedField {
  readonly name: string;
  readonly literal: string;
}

const { sdk, room, task } = TOKEN_PREFIXES;

/** What may be around a secret key that is read from a file or a variable. */
export const PADDINGS = {
  'line-break-after': 'a line break at its end',
  'cr-lf-after': 'a line break (CR LF) at its end',
  'space-after': 'a space at its end',
  'space-before': 'a space at its start',
  'double-quotes': 'double quotes around it',
  'single-quotes': 'single quotes around it',
} as const;
export type Padding = keyof typeof PADDINGS;

const say = (sentence: string, values: AdviceValues = {}) => ({ sentence, values });

/** One sentence a mistake. None may hold a secret key, a signature or a token: the details are names, times and fixed words. */
const ADVICE = {
  'number-role': () =>
    say(
      'The role was signed as a JSON number. In the signed JSON every value is a string: write "role":"0", not "role":0.',
    ),
  'number-value': (fields: readonly string[]) =>
    say(
      `Signed as a JSON number: ${namesText(fields)}. In the signed JSON every value is a string: turn the numbers into strings first.`,
      { fields: nameList(fields) },
    ),
  'escaped-slash': () =>
    say(
      'The signed JSON has \\/ for every /. Sign the slash as it is: in PHP, json_encode with JSON_UNESCAPED_SLASHES.',
    ),
  'escaped-unicode': () =>
    say(
      'The signed JSON has escapes such as \\u00e9 for characters beyond ASCII. Sign them as they are, in UTF-8: JSON_UNESCAPED_UNICODE in PHP, ensure_ascii=False in Python.',
    ),
  'escaped-html': () =>
    say(
      'The signed JSON has \\u003c, \\u003e or \\u0026 for <, > or &, as for HTML. Sign them as they are: SetEscapeHTML(false) in Go, disableHtmlEscaping() in Gson.',
    ),
  'unescaped-json': () =>
    say(
      'The signed JSON was put together from raw values, so a quote, a backslash or a control character in a value was not escaped. Write it with a JSON library.',
    ),
  'spaced-json': () =>
    say(
      'The signed JSON has spaces after its commas and colons. Sign it without white space: separators=(",", ":") for json.dumps in Python.',
    ),
  'dropped-empty-field': (dropped: readonly DroppedField[]) =>
    say(
      `Signed but not in the token: ${dropped.map(({ name, literal }) => `${name} as ${literal}`).join(' and ')}. Leave a field without a value out of both, the signed JSON and the token.`,
      { fields: dropped.map(({ name, literal }) => `"${name}":${literal}`).join(', ') },
    ),
  'unsorted-keys': (sorted: readonly string[]) =>
    say(`The keys of the signed JSON were not sorted. Sort them by name: ${namesText(sorted)}.`, {
      fields: nameList(sorted),
    }),
  'other-key-of-project': () =>
    say(
      'It was signed with the secret key of another key of the same project, perhaps one since rotated or disabled. Use the access key and the secret key of one and the same key.',
    ),
  'swapped-keys': () =>
    say(
      'Access key and secret key were swapped: the ak field holds the secret key. Swap them, and rotate this secret key: it is exposed in every such token.',
    ),
  'padded-secret-key': (padding: Padding) =>
    say(
      `It was signed with the secret key and ${PADDINGS[padding]}. Take that off where the secret key is read, from a file or a variable perhaps.`,
      { padding },
    ),
  quotes: () => say('There are quotes around the token. Send it without them.'),
  'bearer-prefix': () =>
    say(
      'There is a word such as "Bearer" in front of the token. Send the token alone, as the value of the token header.',
    ),
  'line-breaks': () =>
    say(
      'There are line breaks in or around the token. Remove them: some base64 encoders, MIME ones, begin a new line every 76 characters.',
    ),
  spaces: () => say('There is white space around the token. Send it without.'),
  padding: () =>
    say('The token ends in = signs (base64 padding). Remove them: the payload is base64url without padding.'),
  'standard-base64': () =>
    say('The payload is in standard base64, with + and /. Write base64url: - for + and _ for /.'),
  'missing-prefix': (isOfResource: boolean) =>
    isOfResource
      ? say(
          `The token has lost its prefix. Put ${room} in front of a Room token, ${task} in front of a Task token.`,
          { prefix: `${room}, ${task}` },
        )
      : say(`The token has lost its prefix. Put ${sdk} in front of it.`, { prefix: sdk }),
  'relabelled-prefix': (claimed: TokenKind) =>
    claimed === 'sdk'
      ? say(
          `The prefix is ${sdk}, but a uuid was signed, which only a Room or Task token has. Use ${room} or ${task}, whichever the token was made as; or sign an SDK token, without uuid.`,
          { prefix: sdk, right: `${room}, ${task}` },
        )
      : say(
          `The prefix is ${TOKEN_PREFIXES[claimed]}, but no uuid was signed: it was made as an SDK token. Use ${sdk}, or sign a token with the uuid.`,
          { prefix: TOKEN_PREFIXES[claimed], right: sdk },
        ),
  'lifespan-in-seconds': (seconds: number) =>
    say(
      `The token was good for ${seconds} ms only. The lifespan was probably meant in seconds (${durationText(seconds * 1000)}): multiply it by 1000.`,
      { seconds },
    ),
  'expire-at-in-seconds': (expiresAt: number) =>
    say(
      `expireAt is in seconds (${timeText(expiresAt * 1000)}), so as milliseconds it lies in 1970. Multiply it by 1000.`,
      { meant: expiresAt * 1000 },
    ),
  'local-time': (earlyMs: number) =>
    say(
      `expireAt is ${durationText(earlyMs)} before the time of issue: it was computed from local time. Use epoch milliseconds, which count in UTC.`,
      { earlyMs },
    ),
  'clock-skew': (direction: 'behind' | 'ahead', skewMs: number) =>
    say(
      direction === 'behind'
        ? `The token says that it was issued ${durationText(skewMs)} before its key was generated: the clock of the machine that signed it is behind by at least that much. Set that clock.`
        : `The token says that it was issued ${durationText(skewMs)} after the present time: the clock of the machine that signed it is ahead by that much. Set that clock.`,
      { direction, skewMs },
    ),
} satisfies Record<Mistake, (...details: never[]) => Omit<Advice, 'code'>>;

type Details<M extends Mistake> = Parameters<(typeof ADVICE)[M]>;

/** A mistake with its advice; the details are what that advice has to name. */
export function findingOf<M extends Mistake>(mistake: M, ...details: Details<M>): Finding {
  const write = ADVICE[mistake] as (...details: Details<M>) => Omit<Advice, 'code'>;
  return { code: mistake, ...write(...details) };
}

/** Findings in the order of {@link MISTAKES}. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => MISTAKES.indexOf(a.code) - MISTAKES.indexOf(b.code));
}

/** The sentences, one after the other. */
export function textOf(advice: readonly Advice[]): string {
  return advice.map(({ sentence }) => sentence).join(' ');
}
