/** The expiry in a token: the text after its prefix is a query string in base64url. `null` = never. */
export function expiryOf(token: string): string | null {
  const payload = token.slice(token.indexOf('_') + 1);
  const query = new URLSearchParams(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  const expireAt = Number(query.get('expireAt') ?? 0);
  return expireAt > 0 ? new Date(expireAt).toISOString() : null;
}
