export function consoleUrl(publicUrl: string): string {
  return `${publicUrl}/console`;
}

/** The code stands after the `#`, which browsers never send: it reaches no server, no proxy and no log. */
export function signInLink(publicUrl: string, code: string): string {
  return `${consoleUrl(publicUrl)}#code=${code}`;
}
