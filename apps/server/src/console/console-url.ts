/** Where the console is, on a server that clients reach at `publicUrl`. */
export function consoleUrl(publicUrl: string): string {
  return `${publicUrl}/console`;
}

/** The code stands behind the `#`, which browsers keep to themselves: it reaches no server, no proxy and no log. */
export function signInLink(publicUrl: string, code: string): string {
  return `${consoleUrl(publicUrl)}#code=${code}`;
}
