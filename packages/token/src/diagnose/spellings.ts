import { type Finding, findingOf, inOrder } from './advice.ts';
import { decodeText, isQueryLike, type Unwrapped, unwrap } from './wrapping.ts';

const EMBEDDED = /NETLESS(?:SDK|ROOM|TASK)_[\w-]+/g;
const WHITE_SPACE = /\s+/g;
const BASE64 = /^[\w-]+$/;
/** Of several tokens in a text, this many are read. */
const MAX_EMBEDDED = 3;
const MAX_ENCODINGS = 3;

/** The texts that a text may have been before somebody wrapped it, the likeliest first. Which one it was, the signature tells. */
export function spellingsOf(text: string): readonly Unwrapped[] {
  const bare = unwrap(text);
  const spellings = [bare, ...withoutSpaces(bare), ...embeddedIn(text), ...encodedIn(bare), trimmed(text)];
  return spellings.filter(
    (spelling, at) => spellings.findIndex((other) => other.text === spelling.text) === at,
  );
}

/** What looks like an encoding of the whole may be one of its values. */
function trimmed(text: string): Unwrapped {
  const bare = text.trim();
  return { text: bare, findings: bare === text ? [] : [findingOf('spaces')] };
}

/** A space within may be one too many, or a `+` that was decoded as in a URL. */
function withoutSpaces({ text, findings }: Unwrapped): readonly Unwrapped[] {
  if (!/\s/.test(text) || isQueryLike(text)) return [];
  return [
    { text: text.replaceAll(WHITE_SPACE, ''), findings: withMore(findings, findingOf('spaces')) },
    { text: text.replaceAll(' ', '-'), findings: withMore(findings, findingOf('standard-base64')) },
  ];
}

/** Tokens within another text: a URL, a JSON object, a line of a log. */
function embeddedIn(text: string): readonly Unwrapped[] {
  const decoded = decodeText(text);
  const found = decoded.text.match(EMBEDDED)?.slice(0, MAX_EMBEDDED) ?? [];
  return found
    .filter((token) => token !== decoded.text)
    .map((token) => ({ text: token, findings: withMore(decoded.findings, findingOf('text-around')) }));
}

/** A whole token, prefix and all, that was encoded once more, or a few times. */
function encodedIn({ text, findings }: Unwrapped): readonly Unwrapped[] {
  let inner = text;
  for (let times = 0; times < MAX_ENCODINGS; times++) {
    if (inner.startsWith('NETLESS') || !BASE64.test(inner)) return [];
    const decoded = unwrap(Buffer.from(inner, 'base64url').toString('utf8'));
    const all = withMore(findings, ...decoded.findings, findingOf('double-base64'));
    if (decoded.text.startsWith('NETLESS')) return [{ text: decoded.text, findings: all }];
    inner = decoded.text;
  }
  return [];
}

function withMore(findings: readonly Finding[], ...more: readonly Finding[]): readonly Finding[] {
  const codes = new Set(findings.map(({ code }) => code));
  return inOrder([...findings, ...more.filter(({ code }) => !codes.has(code))]);
}
