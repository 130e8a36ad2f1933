import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createPostgres, DATABASES } from '../../test/support/databases.ts';
import { HOUR, SERVERS, TestServer } from '../../test/support/test-server.ts';
import { until } from '../../test/support/until.ts';

describe.each(SERVERS)('routes for operators, on $name', ({ start }) => {
  test('/healthz and /readyz answer without region or token', async () => {
    const server = await start();
    for (const path of ['/healthz', '/readyz']) {
      const answer = await server.call('GET', path, { region: null });
      expect([answer.statusCode, answer.json().status]).toEqual([200, 'ok']);
    }
    await server.stop();
  });

  test('/metrics counts tokens and refusals under fixed labels, and names no key, room or token', async () => {
    const server = await start();
    const room = await server.createRoom();
    const token = server.sdkToken();
    await server.post(`/v5/tokens/rooms/${room}`, { token, body: { lifespan: HOUR, role: 'writer' } });
    await server.post(`/v5/tokens/rooms/${room}`, { token: 'nonsense' });
    await server.call('GET', `/v5/${room}/made-up-by-a-stranger`);

    const { body, headers } = await server.call('GET', '/metrics', { region: null });
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toContain('boardgate_tokens_issued_total{kind="room",role="writer"} 1');
    expect(body).toContain('boardgate_refusals_total{code="token-format"} 1');
    expect(body).toContain('boardgate_refusals_total{code="route-not-found"} 1');
    for (const private_ of [room, server.acme.accessKey, token, 'made-up'])
      expect(body).not.toContain(private_);
    await server.stop();
  });

  test('/openapi.json describes every route', async () => {
    const server = await start();
    const document = await readOpenApi(server);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const declared = server.app.declaredAccess
      .filter(
        ({ method, url }) =>
          method !== 'OPTIONS' &&
          // It only leads to the console.
          url !== '/' &&
          !url.startsWith('/docs') &&
          !url.startsWith('/files') &&
          !url.startsWith('/console') &&
          url !== '/openapi.json',
      )
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(declared.sort());
    await server.stop();
  });

  test('this server serves /docs and everything it loads', async () => {
    const server = await start();
    const page = await server.call('GET', '/docs', { region: null });
    expect(page.statusCode).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'; sandbox allow-scripts");
    expect(page.body).not.toMatch(/<script>|<script [^>]*>[^<]|\son\w+=/);
    const scripts = [...page.body.matchAll(/src="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(scripts).toEqual(['/docs/js/storage.js', '/docs/js/scalar.js', '/docs/js/start.js']);
    expect(page.body).not.toMatch(/https?:\/\//);
    for (const source of scripts) {
      const script = await server.call('GET', source, { region: null });
      expect([script.statusCode, script.headers['content-type']]).toEqual([
        200,
        'application/javascript; charset=utf-8',
      ]);
    }
    await server.stop();
  });
});

test('/openapi.json gives the type of every body and answer of /v1, since clients are generated from it', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const { paths, components } = await readOpenApi(server);
  for (const [name, schema] of Object.entries(components.schemas)) {
    expect([name, untypedParts(schema, '')]).toEqual([name, []]);
  }
  const routes = Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, route]) => ({ name: `${method} ${path}`, ...route })),
    );
  expect(routes.length).toBeGreaterThan(30);
  for (const { name, requestBody, responses } of routes) {
    const [status = ''] = Object.keys(responses).filter((code) => code.startsWith('2'));
    const answer = contentOf(responses[status]);
    expect([name, status === '204' || answer !== undefined]).toEqual([name, true]);
    for (const schema of [answer, contentOf(requestBody)]) {
      expect([name, schema === undefined ? [] : untypedParts(schema, '')]).toEqual([name, []]);
    }
  }
  await server.stop();
});

test('/openapi.json has an id for each operation, and an example of each body and answer of /v5 and /v1', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const { paths } = await readOpenApi(server);
  const ids: string[] = [];
  const withoutExample: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { operationId, requestBody, responses }] of Object.entries(methods)) {
      ids.push(operationId);
      if (!/^\/v[15]\//.test(path)) continue;
      for (const [part, body] of Object.entries({ body: requestBody, ...responses })) {
        const { content } = (body ?? {}) as { content?: Record<string, { example?: unknown }> };
        // A document is no text that an example could show.
        const [media] = Object.entries(content ?? {}).flatMap(([type, each]) =>
          type === 'application/octet-stream' ? [] : [each],
        );
        if (media !== undefined && media.example === undefined) {
          withoutExample.push(`${method} ${path}: ${part}`);
        }
      }
    }
  }
  expect(withoutExample).toEqual([]);
  expect(ids.length).toBeGreaterThan(50);
  expect([...new Set(ids)]).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]+$/);
  await server.stop();
});

test('/openapi.json declares the tags that its routes have, and no other', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const { paths, tags } = await readOpenApi(server);
  const used = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap((route) => route.tags),
  );
  expect(tags.map(({ name }) => name).sort()).toEqual([...new Set(used)].sort());
  await server.stop();
});

interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        tags: readonly string[];
        requestBody?: object;
        responses: Record<string, object>;
      }
    >
  >;
}

async function readOpenApi(server: TestServer): Promise<OpenApi> {
  return (await server.call('GET', '/openapi.json', { region: null })).json();
}

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
}

function contentOf(answer: object = {}): JsonSchema | undefined {
  const { content } = answer as { content?: { 'application/json'?: { schema?: JsonSchema } } };
  return content?.['application/json']?.schema;
}

/** The parts that a client would have to guess: without a type or a choice, or an object without properties. */
function untypedParts(schema: JsonSchema, path: string): string[] {
  if (schema.$ref !== undefined) return [];
  const { type, anyOf, items, properties = {} } = schema;
  if (anyOf !== undefined) return anyOf.flatMap((choice) => untypedParts(choice, path));
  if (schema.enum !== undefined) return [];
  if (type === 'array') return items === undefined ? [path] : untypedParts(items, `${path}[]`);
  if (type !== 'object') return type === undefined ? [path] : [];
  if (Object.keys(properties).length === 0 && schema.additionalProperties === undefined) return [path];
  return Object.entries(properties).flatMap(([name, part]) => untypedParts(part, `${path}.${name}`));
}

test('without its database the server answers 503 with Retry-After, and works once it is back', async () => {
  let url = '';
  const server = await TestServer.start(async () => {
    const at = await createPostgres();
    url = at.databaseUrl ?? '';
    return at;
  });
  const name = new URL(url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: url.replace(name, 'postgres') });
  await admin.connect();
  await admin.query(`alter database ${name} with allow_connections false`);
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);

  // The ends of connections come a little after the statement that ends them.
  await until(() => (server.store.database.changes.look() ? undefined : true));
  for (const [method, path] of [
    ['GET', '/readyz'],
    ['POST', '/v5/rooms'],
  ] as const) {
    const answer = await server.call(method, path, { token: server.sdkToken() });
    expect([path, answer.statusCode, answer.headers['retry-after']]).toEqual([path, 503, '1']);
    expect(answer.json()).toEqual({ message: 'the database cannot be reached at present: try again' });
  }
  expect((await server.call('GET', '/healthz')).statusCode).toBe(200);
  expect(server.log.join('')).toContain('"code":"database-unreachable"');

  await admin.query(`alter database ${name} with allow_connections true`);
  await admin.end();
  const room = await server.post('/v5/rooms', { token: server.sdkToken() });
  expect(room.statusCode).toBe(201);
  await server.stop();
});

test('an internal error is a 500 that reveals nothing, and the log has its cause', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  await server.store.database.db.schema.dropTable('rooms').execute();
  const answer = await server.post('/v5/rooms', { token: server.sdkToken() });
  expect([answer.statusCode, answer.json()]).toEqual([
    500,
    { message: 'internal error: the operator finds the cause in the log' },
  ]);
  expect(server.log.join('')).toContain('no such table: rooms');
  await server.stop();
});
