/** Longest URL, in bytes once its escapes are undone: as many as were written, so that a URL read back from its escaped form passes too. */
const MAX_URL_BYTES = 8192;

/** What an escaped byte takes. */
const ESCAPE = /%[0-9a-f]{2}/gi;

/**
 * A URL that may be asked for at all, whatever its host resolves to.
 *
 * @throws {Error} whose message completes "FIELD …".
 */
export function checkResourceUrl(text: string): URL {
  // Before it is parsed, too: parsing takes time and memory by the length.
  if (text.length > MAX_URL_BYTES * '%00'.length) throw tooLong();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error('must be an http or https URL such as https://files.example.org/lesson.pdf');
  }
  if (url.href.replace(ESCAPE, '.').length > MAX_URL_BYTES) throw tooLong();
  if (url.username !== '' || url.password !== '') {
    throw new Error('must be a URL without user and password: send a signed URL instead');
  }
  return url;
}

function tooLong(): Error {
  return new Error(`must be a URL of at most ${MAX_URL_BYTES} bytes`);
}
