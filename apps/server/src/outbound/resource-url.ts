/** In bytes once escapes are undone: a URL that was stored in its escaped form passes again. */
const MAX_URL_BYTES = 8192;
const ESCAPED_BYTE = /%[0-9a-f]{2}/gi;

/**
 * Parses a URL that a client gave, whatever its host resolves to.
 *
 * @param refusal makes the error to throw; the rule completes "FIELD …".
 */
export function checkResourceUrl(text: string, refusal: (rule: string) => Error): URL {
  const tooLong = `must be a URL of at most ${MAX_URL_BYTES} bytes`;
  // Before parsing, which takes time and memory by the length.
  if (text.length > MAX_URL_BYTES * '%00'.length) throw refusal(tooLong);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw refusal('must be an http or https URL such as https://files.example.org/lesson.pdf');
  if (url.href.replace(ESCAPED_BYTE, '.').length > MAX_URL_BYTES) throw refusal(tooLong);
  if (url.username !== '' || url.password !== '')
    throw refusal('must be a URL without user and password: send a signed URL instead');
  return url;
}
