import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASES } from '../../test/support/databases.ts';
import { HOUR, TestServer } from '../../test/support/test-server.ts';
import { FailedAttempts } from './failed-attempts.ts';

const LIMITS = { failedAttemptsPerAddress: 5, failedAttemptsPerKey: 8, failedAttemptsWindowMs: 60_000 };

describe('failed attempts', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_750_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function fail(failures: FailedAttempts, times: number, address: string, key?: string): Promise<void> {
    for (let at = 0; at < times; at++) {
      await failures.check(address, key);
      await failures.count(address, key);
    }
  }
  const refusal = (seconds: number) => ({
    code: 'too-many-failures',
    statusCode: 429,
    retryAfterSeconds: seconds,
    message: `too many failed attempts: try again in ${seconds} seconds`,
  });

  test('are limited for each address over all keys, until the window ends', async () => {
    const failures = new FailedAttempts(LIMITS);
    await fail(failures, 3, '10.0.0.1', 'a');
    await fail(failures, 2, '10.0.0.1', 'b');
    await expect(failures.check('10.0.0.1', 'c')).rejects.toMatchObject(refusal(60));
    await expect(failures.check('10.0.0.1')).rejects.toMatchObject(refusal(60));
    await failures.check('10.0.0.2', 'a');
    vi.advanceTimersByTime(59_001);
    await expect(failures.check('10.0.0.1', 'c')).rejects.toMatchObject(refusal(1));
    vi.advanceTimersByTime(1000);
    await failures.check('10.0.0.1', 'c');
  });

  test('are limited for each key over all addresses; then each address has one guess, and one without failures is admitted', async () => {
    const failures = new FailedAttempts(LIMITS);
    for (let host = 1; host <= 8; host++) await fail(failures, 1, `10.0.1.${host}`, 'a');
    await expect(failures.check('10.0.1.1', 'a')).rejects.toMatchObject(refusal(60));
    await failures.check('10.0.1.1', 'b');
    await fail(failures, 1, '10.0.1.9', 'a');
    await expect(failures.check('10.0.1.9', 'a')).rejects.toMatchObject(refusal(60));
    await failures.check('10.0.2.1', 'a');
  });

  test('in parallel, an address gets one guess at a key that has reached its limit', async () => {
    const failures = new FailedAttempts(LIMITS);
    for (let host = 1; host <= 8; host++) await fail(failures, 1, `10.0.1.${host}`, 'a');
    // All are checked before the first is counted.
    for (let guess = 0; guess < 4; guess++) await failures.check('10.0.2.1', 'a');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => failures.count('10.0.2.1', 'a')),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
  });

  test('count the networks of one customer together: 256 of them get as many guesses as four', async () => {
    const failures = new FailedAttempts(LIMITS);
    for (let network = 0; network < 20; network++)
      await fail(failures, 1, `2001:db8:0:${network.toString(16)}::1`);
    await expect(failures.check('2001:db8:0:ff::1')).rejects.toMatchObject({ code: 'too-many-failures' });
    await failures.check('2001:db8:0:100::1');
  });

  test('count an address without the port that a proxy gives', async () => {
    const failures = new FailedAttempts(LIMITS);
    for (let port = 1; port <= 5; port++) await fail(failures, 1, `10.0.0.1:${port}`);
    await expect(failures.check('10.0.0.1:99')).rejects.toMatchObject({ code: 'too-many-failures' });
    await expect(failures.check('10.0.0.1')).rejects.toMatchObject({ code: 'too-many-failures' });
    await failures.check('10.0.0.2:1');
  });

  test('count an IPv6 address with its network, and with no other', async () => {
    const failures = new FailedAttempts(LIMITS);
    for (let host = 1; host <= 5; host++) await fail(failures, 1, `2001:db8:0:1::${host}`);
    for (const same of ['2001:db8:0:1:ffff::', '2001:0db8:0000:0001:1:2:3:4', '2001:db8:0:1::%eth0']) {
      await expect(failures.check(same)).rejects.toMatchObject({ statusCode: 429 });
    }
    for (const other of ['2001:db8:0:2::1', '2001:db8::1', '::1', '1.2.3.4']) await failures.check(other);
    await fail(failures, 5, '::ffff:10.0.0.1');
    await expect(failures.check('10.0.0.1')).rejects.toMatchObject({ statusCode: 429 });
  });

  test('0 is no limit', async () => {
    const failures = new FailedAttempts({ ...LIMITS, failedAttemptsPerAddress: 0, failedAttemptsPerKey: 0 });
    await fail(failures, 100, '10.0.0.1', 'a');
    await failures.check('10.0.0.1', 'a');
  });
});

describe.each(DATABASES)('guessing secrets on $name', ({ create }) => {
  let server: TestServer;
  const started = async (settings = {}) => {
    server = await TestServer.start(create, {
      failedAttemptsPerAddress: 3,
      failedAttemptsPerKey: 5,
      failedAttemptsWindowMs: HOUR,
      ...settings,
    });
  };
  afterEach(() => server.stop());

  const prove = async (secretAccessKey: string, from: string, headers = {}) => {
    const payload = { accessKey: server.acme.accessKey, secretAccessKey, lifespan: HOUR, role: 'admin' };
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v5/tokens/teams',
      headers: { region: 'us-sv', ...headers },
      payload,
      remoteAddress: from,
    });
    return answer;
  };

  test('ends in a 429 with Retry-After for the address; right credentials still work from another', async () => {
    await started();
    for (let at = 0; at < 3; at++) expect((await prove('guess', '10.0.0.1')).statusCode).toBe(401);
    const refused = await prove('guess', '10.0.0.1');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json().message).toMatch(/^too many failed attempts: try again in \d+ seconds$/);
    expect((await prove(server.acme.secretKey, '10.0.0.1')).statusCode).toBe(429);
    expect((await prove(server.acme.secretKey, '10.0.0.2')).statusCode).toBe(201);
  });

  test('from many addresses does not lock the key’s owner out', async () => {
    await started();
    for (let host = 1; host <= 20; host++) await prove('guess', `10.0.1.${host}`);
    expect((await prove('guess', '10.0.1.1')).statusCode).toBe(429);
    expect((await prove(server.acme.secretKey, '10.0.0.2')).statusCode).toBe(201);
  });

  test('in parallel gets no more answers than one after the other', async () => {
    await started();
    const guesses = Array.from({ length: 40 }, () => prove('guess', '10.0.0.1'));
    const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(3);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(37);
    expect((await prove(server.acme.secretKey, '10.0.0.1')).statusCode).toBe(429);
  });

  test('includes the admin token', async () => {
    await started();
    const manage = async (token: string, remoteAddress: string) =>
      (
        await server.app.inject({
          url: '/v1/config',
          headers: { authorization: `Bearer ${token}` },
          remoteAddress,
        })
      ).statusCode;
    for (let at = 0; at < 3; at++) expect(await manage('guess', '10.0.0.1')).toBe(401);
    expect(await manage('guess', '10.0.0.1')).toBe(429);
  });

  test('only a trusted proxy may name the address of a client', async () => {
    await started({ trustedProxies: ['10.9.0.0/16'] });
    const forwarded = (client: string) => ({ 'x-forwarded-for': client });
    for (let at = 0; at < 3; at++) await prove('guess', '10.9.0.1', forwarded('203.0.113.1'));
    expect((await prove('guess', '10.9.0.1', forwarded('203.0.113.1'))).statusCode).toBe(429);
    expect((await prove('guess', '10.9.0.1', forwarded('203.0.113.2'))).statusCode).toBe(401);
    // A client's own header does not count, wherever it stands in the chain.
    for (let at = 0; at < 3; at++) await prove('guess', '198.51.100.1', forwarded(`203.0.113.${at + 10}`));
    expect((await prove('guess', '198.51.100.1', forwarded('203.0.113.99'))).statusCode).toBe(429);
    for (let at = 0; at < 3; at++) {
      await prove('guess', '10.9.0.1', forwarded(`192.0.2.${at}, 198.51.100.7`));
    }
    expect((await prove('guess', '10.9.0.1', forwarded('192.0.2.77, 198.51.100.7'))).statusCode).toBe(429);
    // Some proxies add the port, which the client chooses.
    for (let at = 0; at < 3; at++) await prove('guess', '10.9.0.1', forwarded(`203.0.113.50:${4000 + at}`));
    expect((await prove('guess', '10.9.0.1', forwarded('203.0.113.50:5000'))).statusCode).toBe(429);
    for (let at = 0; at < 3; at++)
      await prove('guess', '10.9.0.1', forwarded(`"[2001:db8:9::1]:${4000 + at}"`));
    expect((await prove('guess', '10.9.0.1', forwarded('[2001:db8:9::2]:5000'))).statusCode).toBe(429);
  });

  test('a trusted proxy may write Forwarded instead, and a client’s own does not count', async () => {
    await started({ trustedProxies: ['10.9.0.0/16'] });
    const status = async (address: string, headers: Record<string, string>) =>
      (await prove('guess', address, headers)).statusCode;
    const by = (forwarded: string) => ({ forwarded });
    for (let at = 0; at < 3; at++)
      await status('10.9.0.1', by(`for=192.0.2.${at}, For="203.0.113.1:${4000 + at}";proto=https`));
    expect(await status('10.9.0.1', by('for=192.0.2.9;by=x, for=203.0.113.1'))).toBe(429);
    expect(await status('10.9.0.1', by('for=203.0.113.2'))).toBe(401);
    for (let at = 0; at < 3; at++) await status('10.9.0.1', by(`for="[2001:db8:9::${at + 1}]:${4000 + at}"`));
    expect(await status('10.9.0.1', by('for="[2001:db8:9::77]"'))).toBe(429);
    // Nobody is trusted with it, or the proxy writes the other header.
    for (let at = 0; at < 3; at++) await status('198.51.100.1', by(`for=203.0.113.${at + 10}`));
    expect(await status('198.51.100.1', by('for=203.0.113.99'))).toBe(429);
    for (let at = 0; at < 3; at++)
      await status('10.9.0.1', { ...by(`for=203.0.113.${at + 30}`), 'x-forwarded-for': '203.0.113.20' });
    expect(await status('10.9.0.1', { ...by('for=203.0.113.40'), 'x-forwarded-for': '203.0.113.20' })).toBe(
      429,
    );
    // What cannot be read counts for the proxy.
    for (let at = 0; at < 3; at++) await status('10.9.0.5', by(`for="203.0.113.${at + 50}`));
    expect(await status('10.9.0.5', by('for=;;="'))).toBe(429);
  });
});
