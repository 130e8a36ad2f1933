import { type Finding, findingOf } from './advice.ts';
import { isEmptyWord } from './empty-words.ts';

/** A JSON Web Token: header, claims and signature in base64url, the header of which begins with `{"`. */
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
/** An AccessToken carries the app id, 32 hex digits; an AccessToken2 is compressed. Those before them, 003 to 005, are alike. */
const AGORA =
  /^(?:(006)[0-9a-f]{32}[\w+/-]{16,}={0,2}|(007)[\w+/-]{40,}={0,2}|(00[345])[\w+/-]{60,}={0,2})$/i;
/** What the service issued before it had SDK, Room and Task tokens: base64 of `partner_id=…&sig=…`. */
const WHITE = /^WHITE[\w+/-]{16,}={0,2}$/;

const TEMPLATE =
  /^(?:\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$[A-Z_][A-Z0-9_]*|%[A-Z_][A-Z0-9_]*%|<[^<>]*>|%s|(?:your|my)[ _-][^\n]{0,60}|x{3,40})$/i;
const PREFIXED = /^NETLESS(?:SDK|ROOM|TASK)_(.*)$/s;
const ELLIPSIS = /^(?:[\w-]{0,12}(?:\.{2,}|…)|[\w-]{0,12}[xX*]{3,40})$/;

/** Names what the text is where its form alone says that it is no token of ours, whatever is in it. */
export function findForeignText(text: string): Finding | undefined {
  if (JWT.test(text)) return findingOf('jwt');
  const [, ...versions] = AGORA.exec(text) ?? [];
  const version = versions.find((found) => found !== undefined);
  if (version !== undefined) return findingOf('agora-token', version);
  if (WHITE.test(text)) return findingOf('white-token');
  return isPlaceholder(text) ? findingOf('placeholder') : undefined;
}

function isPlaceholder(text: string): boolean {
  const payload = PREFIXED.exec(text)?.[1];
  if (payload === undefined) return text !== '' && (isEmptyWord(text) || TEMPLATE.test(text));
  return payload !== '' && (isEmptyWord(payload) || TEMPLATE.test(payload) || ELLIPSIS.test(payload));
}
