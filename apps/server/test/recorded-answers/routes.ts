import type { TestServer } from '../support/test-server.ts';

/** A route of `/v5` or `/v1`, and the paths it serves. */
export interface Place {
  readonly method: string;
  readonly url: string;
  readonly pattern: RegExp;
}

export function placesOf({ app }: TestServer): Place[] {
  const routes = app.declaredAccess.filter(({ url }) => /^\/v[15]\//.test(url));
  const literal = new Set(routes.map(({ method, url }) => `${method} ${url}`));
  return routes.map(({ method, url }) => {
    const wild = url.replaceAll(/:\w+/g, '[^/]+').replace('*', '.+');
    // A literal path wins over a parameter.
    const others = [...literal].filter(
      (other) => other.startsWith(`${method} `) && other !== `${method} ${url}`,
    );
    const excluded = others.map((other) => `(?!${other.slice(method.length + 1).replaceAll('*', '\\*')}$)`);
    return { method, url, pattern: new RegExp(`^${excluded.join('')}${wild}$`) };
  });
}

/** Every route with its declared access, sorted by path. */
export function showPlaces(local: TestServer, external: TestServer): string {
  const table = ({ app }: TestServer) =>
    app.declaredAccess.map(({ method, url, access }) => `${url} · ${method} · ${access}`).sort();
  return `${['# resources: local', ...table(local), '', '# resources: external', ...table(external)].join('\n')}\n`;
}
