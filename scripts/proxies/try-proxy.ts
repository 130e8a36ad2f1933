import { randomBytes } from 'node:crypto';
import type { ServerProcess } from '../../apps/server/test/support/process.ts';
import { expect } from '../packages/guarantee.ts';
import { AS_OPERATOR, HEADERS, repeat } from '../servers/service.ts';
import { Client } from './client.ts';
import type { ReverseProxy } from './proxy.ts';

const CLIENTS = 8;
/** Beyond what nginx lets through if nobody says otherwise. */
const DOCUMENT_BYTES = 3e6;
const FORGED = { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' };

/** Servers by their port. */
export type Servers = Map<number, ServerProcess>;

/** Proves that clients reach the servers through a proxy, and notice nothing while one server after the other is replaced. */
export async function tryProxy(
  proxy: ReverseProxy,
  servers: Servers,
  start: (port: number) => Promise<ServerProcess>,
): Promise<void> {
  const client = new Client(proxy, await proxy.certificate());
  try {
    await client.untilReady();
    expect(true, `${proxy.name} passes requests on, over TLS`);
    await checkWhatPasses(client);
    const made = await client.ask('/v5/rooms', { method: 'POST', headers: HEADERS, body: '{}' });
    const { uuid } = JSON.parse(made.text) as { uuid: string };
    const call = { method: 'POST', headers: HEADERS, body: '{"lifespan":3600000,"role":"writer"}' };
    const failures: string[] = [];
    let answered = 0;
    const end = repeat(CLIENTS, async () => {
      const { status, text } = await client.ask(`/v5/tokens/rooms/${uuid}`, call);
      if (status === 201) answered++;
      else failures.push(`${status} ${text}`);
    });
    for (const [port, server] of [...servers]) {
      const before = answered;
      let code: number | null = null;
      await proxy.without(port, async () => {
        code = (await server.stop()).code;
        servers.set(port, await start(port));
      });
      expect(code === 0 && answered > before, '… while a server is replaced', [String(code)]);
    }
    await end();
    const text = `… and of ${answered + failures.length} requests, ${failures.length} failed`;
    expect(failures.length === 0 && answered > 0, text, failures.slice(0, 3));
  } finally {
    client.close();
  }
}

async function checkWhatPasses(client: Client): Promise<void> {
  const statuses = await Promise.all(
    ['/metrics', '/metrics/', '/%6Detrics/', '//metrics/', '/v5/../metrics/'].map(
      async (path) => (await client.ask(path)).status,
    ),
  );
  expect(
    statuses.every((status) => status === 404 || status === 400),
    '… but not to the metrics',
    [statuses.join()],
  );
  const name = randomBytes(6).toString('hex');
  const headers = { ...AS_OPERATOR, ...FORGED };
  const made = await client.ask('/v1/projects', { method: 'POST', headers, body: JSON.stringify({ name }) });
  const { id } = JSON.parse(made.text) as { id: string };
  const audit = await client.ask(`/v1/audit?project=${id}`, { headers: AS_OPERATOR });
  const isTrue = audit.text.includes('"address":"127.0.0.1"') && !audit.text.includes('192.0.2.1');
  expect(isTrue, '… with the client’s true address, whatever it claims', [audit.text]);
  const body = randomBytes(DOCUMENT_BYTES);
  const upload = await client.ask('/v1/documents?name=a.pdf', { method: 'POST', headers: AS_OPERATOR, body });
  expect(upload.status === 201, '… and documents', [upload.text]);
}
