/** An entry of the operator's list: a name or an address (IPv6 in brackets), and optionally a port. */
const ENTRY = /^(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?$/;

/** Whether the operator's list names a URL's host: `HOST` covers every port, `HOST:PORT` that one. */
export function isAllowedHost(url: URL, allowHosts: readonly string[]): boolean {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return allowHosts.some((entry) => {
    const [, host = '', allowedPort] = ENTRY.exec(entry) ?? [];
    const isSameHost =
      URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).hostname === url.hostname;
    return isSameHost && (allowedPort === undefined || Number(allowedPort) === port);
  });
}
