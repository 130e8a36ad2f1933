const CODE = /^#code=(.+)$/;

/** Reads the code of a sign-in link, and first removes it from the address bar and the history. */
export function takeCode(): string | undefined {
  const [, code] = CODE.exec(location.hash) ?? [];
  if (code !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return code === undefined ? undefined : decodeURIComponent(code);
}
