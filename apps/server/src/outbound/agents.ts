import { type Agent, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

// No connection is kept: each request is checked anew, and none of its neighbours can use it.
const OPTIONS = { keepAlive: false };

const OPEN = { 'http:': new HttpAgent(OPTIONS), 'https:': new HttpsAgent(OPTIONS) };
const FILTERING = {
  'http:': new RequestFilteringHttpAgent(OPTIONS),
  'https:': new RequestFilteringHttpsAgent(OPTIONS),
};
const PORTS = { 'http:': 80, 'https:': 443 };

/** An entry of the operator's list: a name or an address, IPv6 in brackets, and maybe a port. */
const ENTRY = /^(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?$/;

/** What connects to a URL's host: to public unicast addresses alone, unless the operator has named the host. */
export function agentFor(url: URL, isExempt: boolean): Agent {
  return (isExempt ? OPEN : FILTERING)[schemeOf(url)];
}

/** Whether the operator has named the host of a URL, as it is written there: `HOST` means every port of it, `HOST:PORT` the one. */
export function isAllowedHost(url: URL, allowHosts: readonly string[]): boolean {
  return allowHosts.some((entry) => {
    const [, host = '', port] = ENTRY.exec(entry) ?? [];
    const isSameHost =
      URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).hostname === url.hostname;
    return isSameHost && (port === undefined || Number(port) === (Number(url.port) || PORTS[schemeOf(url)]));
  });
}

/** Whether a connection failed because its address is not to be reached: the library's own words say so. */
export function isRefusedAddress(error: unknown): boolean {
  return error instanceof Error && / is not allowed\. Because/.test(error.message);
}

function schemeOf({ protocol }: URL): 'http:' | 'https:' {
  return protocol === 'https:' ? 'https:' : 'http:';
}
