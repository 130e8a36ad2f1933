const CODE = /^#code=(.+)$/;

/** Reads the code of a sign-in link, and first removes it from the address bar and the history. */
export function takeCode(): string | undefined {
  const [, code] = CODE.exec(location.hash) ?? [];
  if (code !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return code === undefined ? undefined : decodeURIComponent(code);
}

/** Calls with the code of each link that is pasted into the address bar of this page: that loads no page. */
export function watchCodes(onCode: (code: string) => void): () => void {
  const onChange = () => {
    const code = takeCode();
    if (code !== undefined) onCode(code);
  };
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}
