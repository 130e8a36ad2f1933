import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../support/databases.ts';
import { boardgate, ServerProcess } from '../support/process.ts';
import { until } from '../support/until.ts';
import { Receiver, WebhookTest } from '../support/webhooks.ts';

describe.each(DATABASES)('boardgate webhooks on $name', ({ create }) => {
  let server: WebhookTest;
  let receiver: Receiver;
  let env: Record<string, string | undefined>;
  beforeEach(async () => {
    server = await WebhookTest.start(create);
    receiver = await Receiver.start();
    const { dataDir, databaseUrl } = server.at;
    env = {
      BOARDGATE_DATA_DIR: dataDir,
      BOARDGATE_DATABASE_URL: databaseUrl,
      BOARDGATE_CONVERSION_ALLOW_HOSTS: '127.0.0.1',
    };
  });
  afterEach(async () => {
    await server.stop();
    await receiver.stop();
  });

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await boardgate(['webhooks', ...args], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  const refusal = async (...args: string[]) => {
    const { code, stdout, stderr } = await boardgate(['webhooks', ...args], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    return stderr;
  };

  test('list and show hide the secrets of the URL; only show prints the body', async () => {
    expect(await run('list')).toMatch(/^No webhooks/);
    const { id } = await server.enqueue({
      url: 'https://user:pass@example.org/hook?token=secret',
      body: { code: 7 },
    });
    const list = await run('list', '--project', 'acme', '--status', 'pending');
    expect(list).toMatch(
      new RegExp(`${id} +pending +0/4 +- +0123456789abcdef.* https://example.org/hook\n$`),
    );
    expect(list).not.toMatch(/pass|secret|"code"/);
    const [shown, ...more] = JSON.parse(await run('list', '--json', '--limit', '5')) as object[];
    expect([shown, more]).toEqual([expect.objectContaining({ id, url: 'https://example.org/hook' }), []]);
    expect(await run('list', '--task', 'f'.repeat(32))).toMatch(/^No webhooks/);
    const show = await run('show', id);
    expect(show).toMatch(/^id +msg_/);
    expect(show).toContain('attempts  0 of 4');
    expect(show).toMatch(/\n\n\{"code":7\}\n$/);
    expect(show).not.toMatch(/pass|secret/);
  });

  test('what does not exist is refused in a line', async () => {
    const missing = 'boardgate: no webhook delivery msg_x: list the deliveries to see which exist\n';
    expect(await refusal('show', 'msg_x')).toBe(missing);
    expect(await refusal('redeliver', 'msg_x')).toBe(missing);
    expect(await refusal('list', '--project', 'nobody')).toMatch(/no project named "nobody"/);
    expect(await refusal('secret', '--project', 'nobody')).toMatch(/no project named "nobody"/);
    const wrong = await boardgate(['webhooks', 'list', '--status', 'sent'], env);
    expect(wrong.stderr).toMatch(/Allowed choices are pending, delivered, failed/);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  });

  test('secret prints only the secret, the same until it is replaced', async () => {
    const first = await run('secret', '--project', 'acme');
    expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=\n$/);
    expect(await run('secret', '--project', 'acme')).toBe(first);
    const second = await run('secret', '--project', 'acme', '--replace');
    expect(second).not.toBe(first);
    expect(await run('secret', '--project', 'acme')).toBe(second);
    const [line, ...more] = await server.store.audit.list({ action: 'webhook-secret.replace', limit: 9 });
    expect([line?.actor, more]).toEqual([expect.stringMatching(/^command:/), []]);
  });

  test('redeliver: a running server on the same database sends it, signed at that time', async () => {
    const made = await server.enqueue({ url: `${receiver.url}/hook`, body: { code: 7 } });
    // The server's clock is the real one.
    const failed = { status: 'failed', attempts: 4, due_at: null, created_at: Date.now() };
    await server.store.database.db.updateTable('webhook_deliveries').set(failed).execute();
    const running = await ServerProcess.start(env);
    expect(await run('redeliver', made.id)).toBe(
      `The webhook ${made.id} is due. A running server on this database sends it within seconds.\n`,
    );
    const received = await until(() => receiver.received[0]);
    const secret = await server.store.webhookSecrets.reveal(server.projectId);
    expect(new Webhook(secret).verify(received.body, { ...received.headers })).toEqual({ code: 7 });
    await server.untilDelivery(made, ({ status }) => status === 'delivered');
    const { code, stderr } = await running.stop();
    expect(code).toBe(0);
    expect(stderr).toContain(made.id);
    expect(stderr).not.toContain(new URL(receiver.url).host);
  });
});
