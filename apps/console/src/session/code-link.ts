const CODE = /^#code=(.+)$/;

/** The code of a sign-in link. It is out of the address bar and the history before anything else happens. */
export function takeCode(): string | undefined {
  const [, code] = CODE.exec(location.hash) ?? [];
  if (code !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return code === undefined ? undefined : decodeURIComponent(code);
}
