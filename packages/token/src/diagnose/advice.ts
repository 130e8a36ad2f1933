import { TOKEN_PREFIXES, type TokenKind } from '../kind.ts';
import type { Role } from '../role.ts';
import type { Charset } from './charsets.ts';
import type { ExpiryForm, PayloadForm, QueryForm, UuidForm } from './forms.ts';
import { MISTAKES, type Mistake } from './mistakes.ts';
import type { TimeInUnit, TimeUnit } from './time-units.ts';
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
  'tab-after': 'a tab at its end',
  'cr-after': 'a carriage return at its end',
  'bom-before': 'a byte order mark (BOM) at its start',
  'zero-width-after': 'a zero-width space at its end',
  'double-quotes': 'double quotes around it',
  'single-quotes': 'single quotes around it',
} as const;
export type Padding = keyof typeof PADDINGS;

/** What may have been done to a secret key before it signed. */
export const ALTERATIONS = {
  trimmed: 'without the white space that belongs to it',
  'base64-decoded': 'decoded from base64',
  'hex-decoded': 'decoded from hexadecimal',
  'base64-encoded': 'encoded in base64',
  'url-encoded': 'encoded for a URL',
  'lower-case': 'in lower case',
  'upper-case': 'in upper case',
} as const;
export type Alteration = keyof typeof ALTERATIONS;

/** What may have been computed instead of HMAC-SHA256 with the secret key as the key. */
export type OtherHash =
  | 'HMAC-MD5'
  | 'HMAC-SHA1'
  | 'HMAC-SHA224'
  | 'HMAC-SHA384'
  | 'HMAC-SHA512'
  | 'HMAC-SHA3-256'
  | 'SHA256 of the secret key and the JSON'
  | 'SHA256 of the JSON and the secret key'
  | 'HMAC-SHA256 with the JSON as the key';

const QUERY_FORMS = {
  separators: 'a stray ?, & or &amp; beside its fields. Join name=value with one & between two fields',
  'lower-case-escapes': 'escapes in lower case. Write %E5, not %e5: Uri.EscapeDataString in .NET',
  'raw-characters': 'characters that are not escaped. Escape names and values as encodeURIComponent does',
} as const satisfies Record<QueryForm, string>;

const PAYLOAD_FORMS = {
  plain: 'the query string itself, not encoded. Encode it as base64url without padding',
  json: 'a JSON object. Write the fields as a query string, name=value joined by &, and encode that',
  hex: 'hexadecimal. Encode the query string as base64url without padding',
} as const satisfies Record<PayloadForm, string>;

const UUID_FORMS = {
  dashes: 'has dashes',
  'upper-case': 'has upper-case letters',
  around: 'has other characters around it',
  other: 'is not one: perhaps a name, or another argument, was passed in its place',
} as const satisfies Record<UuidForm, string>;

const EXPIRY_FORMS = {
  empty: 'is empty, or a word such as undefined. Leave the field out of a token that never expires',
  fraction: 'is a fraction. Round it to whole milliseconds',
  exponent: 'is written with an exponent. Write all of its digits',
  negative: 'is negative. Leave the field out of a token that never expires',
  date: 'is a date. Write epoch milliseconds',
} as const satisfies Record<ExpiryForm, string>;

const say = (sentence: string, values: AdviceValues = {}) => ({ sentence, values });

/** One sentence a mistake. None may hold a secret key, a signature or a token: the details are names, times and fixed words. */
const ADVICE = {
  jwt: () =>
    say(
      `This is a JSON Web Token (JWT), perhaps of your own sign-in, and not a whiteboard token. Send one that begins with ${sdk}, ${room} or ${task}.`,
    ),
  'agora-token': (version: string) =>
    say(
      `This is an Agora token of version ${version}, for video, voice or messaging. The whiteboard needs its own: sign one with an access key, or get it from POST /v5/tokens/…; it begins with ${sdk}, ${room} or ${task}.`,
      { version },
    ),
  'white-token': () =>
    say(
      `This is a token of the older form, WHITE…, from before there were access keys. It cannot be converted: create an access key, and sign a token that begins with ${sdk}, ${room} or ${task}.`,
    ),
  placeholder: () =>
    say(
      'This is a placeholder and not a token: a variable was empty, a template was not filled in, or a promise was not awaited. Check where the program gets the token from.',
    ),
  'key-as-token': (key: 'access key' | 'secret key') =>
    say(
      key === 'access key'
        ? 'This is an access key and not a token. Sign a token with it and its secret key, and send that.'
        : 'This is a secret key and not a token. Rotate it if it was ever sent, sign a token with it, and send that.',
      { key },
    ),
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
      'The signed JSON has escapes such as \\u00e9 for characters beyond ASCII. Sign them as they are, in UTF-8: JSON_UNESCAPED_UNICODE in PHP, ensure_ascii=False in Python, JavaScriptEncoder.UnsafeRelaxedJsonEscaping in System.Text.Json.',
    ),
  'escaped-html': () =>
    say(
      'The signed JSON has \\u003c, \\u003e or \\u0026 for <, > or &, as for HTML. Sign them as they are: SetEscapeHTML(false) in Go, disableHtmlEscaping() in Gson, JavaScriptEncoder.UnsafeRelaxedJsonEscaping in System.Text.Json.',
    ),
  'unescaped-json': () =>
    say(
      'The signed JSON was put together from raw values, so a quote, a backslash or a control character in a value was not escaped. Write it with a JSON library.',
    ),
  'spaced-json': () =>
    say(
      'The signed JSON has spaces after its commas and colons. Sign it without white space: separators=(",", ":") for json.dumps in Python.',
    ),
  'signed-escapes': () =>
    say(
      'The signed JSON has values that were escaped for a URL, such as %20. Sign them as they are; only the query string is escaped.',
    ),
  'other-charset': (charset: Charset) =>
    say(
      charset === 'ASCII' || charset === 'Latin-1'
        ? `The signed JSON was turned into bytes as ${charset}, which has a ? for every character that it lacks: such characters are not signed at all. Use UTF-8: Encoding.UTF8.GetBytes in .NET, StandardCharsets.UTF_8 in Java.`
        : `The signed JSON or the secret key was turned into bytes as ${charset}. Use UTF-8: Encoding.UTF8.GetBytes in .NET, StandardCharsets.UTF_8 in Java.`,
      { charset },
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
  'signed-query': () =>
    say(
      'The query string was signed. Sign the JSON object of the fields, with its keys sorted and every value a string.',
    ),
  'other-hash': (hash: OtherHash) =>
    say(
      `The signature is ${hash}. Compute HMAC-SHA256 of the JSON, with the secret key as the key, and write it in lower-case hexadecimal.`,
      { hash },
    ),
  'signature-form': () =>
    say(
      'The signature is right, but not written as 64 lower-case hexadecimal digits. Write it so: no upper case, no dashes, no base64.',
    ),
  'other-key-of-project': () =>
    say(
      'It was signed with the secret key of another key of the same project, perhaps one since rotated or disabled. Use the access key and the secret key of one and the same key.',
    ),
  'swapped-keys': () =>
    say(
      'Access key and secret key were swapped: the ak field holds the secret key. Swap them, and rotate this secret key: it is exposed in every such token.',
    ),
  'swapped-arguments': (names: readonly string[]) =>
    say(
      `Arguments were swapped: ${namesText(names)}. Pass them in the order that the generator documents, or by name.`,
      { fields: nameList(names) },
    ),
  'padded-access-key': () =>
    say(
      'The ak field holds the access key with white space, quotes or the like around it. Take that off where the access key is read, from a file or a variable perhaps.',
    ),
  'padded-secret-key': (padding: Padding) =>
    say(
      `It was signed with the secret key and ${PADDINGS[padding]}. Take that off where the secret key is read, from a file or a variable perhaps.`,
      { padding },
    ),
  'altered-secret-key': (alteration: Alteration) =>
    say(
      `It was signed with the secret key ${ALTERATIONS[alteration]}. Use the text of the secret key as it is, in UTF-8.`,
      { alteration },
    ),
  'missing-secret-key': () =>
    say(
      'It was signed with an empty secret key, or with a word such as undefined: the program that signs has no secret key. Check where it reads the key from. Anyone can sign so; nothing proves who did.',
    ),
  'access-key-as-secret': () =>
    say(
      'It was signed with the access key in place of the secret key. Sign with the secret key. Anyone who knows the access key can sign so; nothing proves who did.',
    ),
  quotes: () => say('There are quotes around the token. Send it without them.'),
  'bearer-prefix': () =>
    say(
      'There is a word such as "Bearer" in front of the token. Send the token alone, as the value of the token header.',
    ),
  'text-around': () => say('There is other text around the token. Send the token alone.'),
  'json-escapes': () =>
    say(
      'There are JSON escapes (backslashes) in the token: it was turned into JSON twice, or never parsed. Parse the answer as JSON once, and send the string in it.',
    ),
  'invisible-characters': () =>
    say(
      'There are invisible characters in or around the token, such as a zero-width space or a byte order mark. Copy it from its source again, or remove them.',
    ),
  'percent-encoded': () =>
    say('The token is percent-encoded, as for a URL. Decode it, once for each time that it was encoded.'),
  'line-breaks': () =>
    say(
      'There are line breaks in or around the token. Remove them: some base64 encoders, MIME ones, begin a new line every 76 characters.',
    ),
  spaces: () => say('There is white space around the token or in it. Send it without.'),
  padding: () =>
    say('The token ends in = signs (base64 padding). Remove them: the payload is base64url without padding.'),
  'standard-base64': () =>
    say('The payload is in standard base64, with + and /. Write base64url: - for + and _ for /.'),
  'double-base64': () => say('The token, or its payload, was encoded in base64 twice. Encode it once.'),
  'payload-form': (form: PayloadForm) => say(`Behind the prefix is ${PAYLOAD_FORMS[form]}.`, { form }),
  'query-encoding': (form: QueryForm) =>
    say(`The query string in the token has ${QUERY_FORMS[form]}.`, { form }),
  'cut-off': () =>
    say(
      'The token is cut off: its signature is right as far as it goes. Look for a column, a buffer or a log line that is too short, and send the whole token.',
    ),
  'missing-prefix': (isOfResource: boolean) =>
    isOfResource
      ? say(
          `The token has lost its prefix. Put ${room} in front of a Room token, ${task} in front of a Task token.`,
          { prefix: `${room}, ${task}` },
        )
      : say(`The token has lost its prefix. Put ${sdk} in front of it.`, { prefix: sdk }),
  'misspelt-prefix': (kind: TokenKind) =>
    say(
      `The prefix is misspelt or there twice. It is ${TOKEN_PREFIXES[kind]}, once, in upper case and with the underscore.`,
      { prefix: TOKEN_PREFIXES[kind] },
    ),
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
  'field-name': (names: readonly string[]) =>
    say(`Fields have other names than they must. Name them ${namesText(names)}.`, {
      fields: nameList(names),
    }),
  'nonce-missing': () => say('The nonce field is missing. Add one, a UUID version 1, and sign it.'),
  'role-missing': () =>
    say(
      'The role is missing: the field is absent, empty or a word such as undefined. Write "0" for admin, "1" for writer or "2" for reader.',
    ),
  'role-word': (role: Role | undefined) =>
    say('The role is a word. Write the digit: "0" for admin, "1" for writer or "2" for reader.', {
      role: role ?? '',
    }),
  'role-range': () =>
    say('The role is a number that is no role. Write "0" for admin, "1" for writer or "2" for reader.'),
  'uuid-missing': () =>
    say(
      'The uuid is missing: the field is empty or a word such as undefined. Pass the uuid from the answer that created the room or the task; wait for that answer first.',
    ),
  'uuid-form': (form: UuidForm) =>
    say(`A uuid is 32 lower-case hexadecimal digits without dashes; this one ${UUID_FORMS[form]}.`, { form }),
  'expire-at-form': (form: ExpiryForm) =>
    say(`expireAt must be decimal digits, the epoch milliseconds; it ${EXPIRY_FORMS[form]}.`, { form }),
  'expire-at-concatenated': (lifespan: string) =>
    say(
      `expireAt is the time of issue with the lifespan's digits behind it: "+" put two strings together. Turn the lifespan (${lifespan}) into a number before adding it.`,
      { lifespan: Number(lifespan) },
    ),
  'expire-at-unit': ({ unit, meantMs }: TimeInUnit) =>
    say(`expireAt is in ${unit} (${timeText(meantMs)}). Write milliseconds.`, { unit, meant: meantMs }),
  'lifespan-unit': (unit: TimeUnit, lifespanMs: number, meantMs: number) =>
    say(
      `The token is good for ${durationText(lifespanMs)}. The lifespan was probably meant in ${unit} (${durationText(meantMs)}): pass milliseconds.`,
      { unit, lifespanMs, meantMs },
    ),
  'lifespan-is-time': (lifespanMs: number, meant: number) =>
    say(
      `The token is good for ${durationText(lifespanMs)}. The time of expiry (${timeText(meant)}) was probably passed where the lifespan belongs: pass the milliseconds until then.`,
      { lifespanMs, meant },
    ),
  'far-expiry': (expiresAt: number) =>
    say(
      `The token is good until ${timeText(expiresAt)}. If that is not meant, check that the lifespan is in milliseconds, and a span rather than a time; for a token that never expires, leave expireAt out.`,
      { expiresAt },
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
