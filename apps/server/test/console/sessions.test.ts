import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Browser, FROM_CONSOLE } from '../support/console.ts';
import { refusal } from '../support/management.ts';
import { ADMIN_TOKEN, HOUR, OPERATOR, SERVERS, START, type TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;
/** Who a session by the admin token or a link is. */
const FIRST = { operator: 'admin', role: 'owner', projects: null };
const OVER = 'not signed in, or the session has ended: sign in';
const FOREIGN =
  'only the console page may send this: the x-boardgate-console header is missing, or another site sent it';
const WRONG_CODE = 'this sign-in link is no longer valid: run `boardgate console` for a new one';

describe.each(SERVERS)('a session of the console on $name', ({ start }) => {
  let server: TestServer;
  let browser: Browser;
  beforeEach(async () => {
    server = await start();
    browser = new Browser(server);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.stop();
  });

  const iso = (time: number) => new Date(time).toISOString();
  const statusOf = async (who = browser, headers = {}) =>
    (await who.ask('GET', '/v1/projects', undefined, headers)).statusCode;

  async function expectRefused(
    message: string | RegExp,
    call: Parameters<Browser['ask']>,
    { who = browser, status = 401 } = {},
  ): Promise<void> {
    const before = await server.everyRow();
    const answer = await who.ask(...call);
    expect([answer.statusCode, answer.json()]).toEqual([status, refusal(message)]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await server.everyRow()).toEqual(before);
  }

  test('begins with the admin token, opens all of /v1 to its browser, and ends by signing out', async () => {
    await expectRefused(OVER, ['GET', '/v1/session']);
    const signedIn = await browser.signIn();
    expect([signedIn.statusCode, signedIn.json()]).toEqual([
      201,
      { ...FIRST, expiresAt: iso(START + 30 * MINUTE) },
    ]);
    expect(signedIn.headers['cache-control']).toBe('no-store');
    expect((await browser.ask('GET', '/v1/session')).json()).toEqual({
      ...FIRST,
      expiresAt: iso(START + 30 * MINUTE),
    });
    expect((await browser.ask('POST', '/v1/projects', { name: 'school' })).statusCode).toBe(201);
    const { cookie } = browser;
    const signedOut = await browser.ask('DELETE', '/v1/session');
    expect([signedOut.statusCode, signedOut.body]).toEqual([204, '']);
    expect(signedOut.headers['set-cookie']).toMatch(/^boardgate_session=; Max-Age=0; Path=\/; .*HttpOnly/);
    browser.cookie = cookie;
    await expectRefused(OVER, ['GET', '/v1/session']);
    await expectRefused(OVER, ['GET', '/v1/projects']);
    await expectRefused(OVER, ['POST', '/v1/projects', { name: 'another' }]);
    expect((await browser.ask('DELETE', '/v1/session')).statusCode).toBe(204);
  });

  test('the cookie is out of reach of scripts and of other sites, and says nothing', async () => {
    const set = String((await browser.signIn()).headers['set-cookie']);
    expect(set).toMatch(/^boardgate_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('sign-ins and sign-outs are in the audit log, and so is who did what; no secret is', async () => {
    await browser.signIn();
    await browser.ask('POST', '/v1/projects', { name: 'school' });
    const code = await server.store.signInCodes.create(OPERATOR);
    await browser.signIn({ code });
    const { token } = browser;
    await browser.ask('DELETE', '/v1/session');
    const { entries } = (await server.manage('GET', '/v1/audit?limit=5')).json();
    expect(entries).toMatchObject([
      { actor: 'console', address: '127.0.0.1', action: 'session.delete', subject: 'session' },
      { actor: 'console', address: '127.0.0.1', action: 'session.create', after: { by: 'link' } },
      { actor: 'command:test', address: null, action: 'sign-in-link.create' },
      { actor: 'console', address: '127.0.0.1', action: 'project.create', after: { name: 'school' } },
      { actor: 'console', address: '127.0.0.1', action: 'session.create', after: { by: 'admin token' } },
    ]);
    for (const secret of [token, code, ADMIN_TOKEN]) expect(JSON.stringify(entries)).not.toContain(secret);
  });

  test('what is in the cookie or a link is neither stored nor logged', async () => {
    const code = await server.store.signInCodes.create(OPERATOR);
    const rowsWithCode = JSON.stringify(await server.everyRow());
    await browser.signIn({ code });
    await browser.ask('POST', '/v1/projects', {});
    await browser.ask('GET', '/v1/projects', undefined, { 'x-boardgate-console': undefined });
    await browser.signIn({ code });
    await browser.signIn({ adminToken: 'some-wrong-admin-token' });
    const everything = rowsWithCode + JSON.stringify(await server.everyRow()) + server.log.join('');
    for (const secret of [browser.token, code, ADMIN_TOKEN, 'some-wrong-admin-token']) {
      expect(secret.length).toBeGreaterThan(20);
      expect(everything).not.toContain(secret);
    }
  });

  test('a wrong admin token is refused, and so is anything that is not one proof', async () => {
    const sent = (body: unknown): Parameters<Browser['ask']> => ['POST', '/v1/session', body];
    await expectRefused('invalid admin token', sent({ adminToken: `${ADMIN_TOKEN}x` }));
    await expectRefused('invalid admin token', sent({ adminToken: '' }));
    await expectRefused(WRONG_CODE, sent({ code: 'x'.repeat(43) }));
    for (const [message, body] of [
      [/^adminToken is missing: it must be the admin token, a string, or else code be given$/, {}],
      [/^code must not come with adminToken/, { adminToken: ADMIN_TOKEN, code: 'x' }],
      [/^adminToken must be the admin token, a string$/, { adminToken: 7 }],
      [/^unknown field "token"/, { token: ADMIN_TOKEN }],
      [/^the body must be a JSON object$/, '[7]'],
    ] as const) {
      await expectRefused(message, sent(body), { status: 400 });
    }
  });

  test('nobody is given a session that somebody else chose: each sign-in makes a new one and ends the old', async () => {
    browser.cookie = `boardgate_session=${'a'.repeat(43)}`;
    await browser.signIn();
    const first = browser.token;
    expect(first).not.toBe('a'.repeat(43));
    await browser.signIn();
    expect(browser.token).not.toBe(first);
    const old = new Browser(server);
    old.cookie = `boardgate_session=${first}`;
    expect([await statusOf(old), await statusOf()]).toEqual([401, 200]);
  });

  test('of the cookie without the page’s own header, or from another site, nothing is believed', async () => {
    await browser.signIn();
    for (const headers of [
      { 'x-boardgate-console': undefined },
      { 'x-boardgate-console': '' },
      { 'x-boardgate-console': 'yes' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      for (const [method, url, body] of [
        ['GET', '/v1/projects', undefined],
        ['POST', '/v1/projects', { name: 'forged' }],
        ['POST', '/v1/admin-token', undefined],
        ['GET', '/v1/session', undefined],
        ['POST', '/v1/session', { adminToken: ADMIN_TOKEN }],
        ['DELETE', '/v1/session', undefined],
      ] as const) {
        await expectRefused(FOREIGN, [method, url, body, headers]);
      }
    }
    // Some browsers do not say where a request comes from: the header alone is what no form can send.
    expect(await statusOf(browser, { 'sec-fetch-site': undefined })).toBe(200);
  });

  test('no foreign page is told that it may send the header', async () => {
    await browser.signIn();
    const preflight = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-boardgate-console',
    };
    for (const url of ['/v1/projects', '/v1/session']) {
      const asked = await server.call('OPTIONS', url, { region: null, headers: preflight });
      expect(asked.statusCode).toBe(404);
      expect(Object.keys(asked.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    const answer = await browser.ask('GET', '/v1/projects', undefined, { origin: 'https://evil.example' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('with a token in the request the token alone counts, good or not', async () => {
    await browser.signIn();
    const bearing = (token: string) => ({ authorization: `Bearer ${token}` });
    await expectRefused('invalid admin token', ['GET', '/v1/projects', undefined, bearing('wrong')]);
    await browser.ask('POST', '/v1/projects', { name: 'by-token' }, bearing(ADMIN_TOKEN));
    const { entries } = (await server.manage('GET', '/v1/audit?limit=1')).json();
    expect(entries).toMatchObject([{ actor: 'admin', action: 'project.create' }]);
  });

  test('means nothing to /v5', async () => {
    await browser.signIn();
    const answer = await server.call('GET', '/v5/rooms', {
      headers: { ...FROM_CONSOLE, cookie: browser.cookie },
    });
    expect([answer.statusCode, answer.json()]).toEqual([401, { message: 'invalid format of token' }]);
  });

  test('ends half an hour after the last request, at that very moment', async () => {
    await browser.signIn();
    server.clock.now = START + 30 * MINUTE - 1;
    expect((await browser.ask('GET', '/v1/session')).json()).toEqual({
      ...FIRST,
      expiresAt: iso(START + 60 * MINUTE - 1),
    });
    server.clock.now = START + 60 * MINUTE - 1;
    await expectRefused(OVER, ['GET', '/v1/session']);
    await expectRefused(OVER, ['GET', '/v1/projects']);
  });

  test('any request of a person keeps it, none that the page makes by itself', async () => {
    await browser.signIn();
    const background = { 'x-boardgate-console': 'background' };
    server.clock.now = START + 29 * MINUTE;
    expect(await statusOf(browser, background)).toBe(200);
    expect((await browser.ask('GET', '/v1/session', undefined, background)).json()).toEqual({
      ...FIRST,
      expiresAt: iso(START + 30 * MINUTE),
    });
    expect(await statusOf()).toBe(200);
    server.clock.now = START + 58 * MINUTE;
    expect(await statusOf(browser, background)).toBe(200);
    server.clock.now = START + 59 * MINUTE;
    expect(await statusOf(browser, background)).toBe(401);
    expect(await statusOf()).toBe(401);
  });

  test('ends after twelve hours, however busy', async () => {
    await browser.signIn();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      server.clock.now = START + minutes * MINUTE;
      expect(await statusOf()).toBe(200);
    }
    expect((await browser.ask('GET', '/v1/session')).json()).toEqual({
      ...FIRST,
      expiresAt: iso(START + 12 * HOUR),
    });
    server.clock.now = START + 12 * HOUR - 1;
    expect(await statusOf()).toBe(200);
    server.clock.now = START + 12 * HOUR;
    await expectRefused(OVER, ['GET', '/v1/projects']);
  });

  test('what is over is removed from the database in time', async () => {
    await browser.signIn();
    await server.store.signInCodes.create(OPERATOR);
    await server.store.sessions.prune();
    await server.store.signInCodes.prune();
    expect(await server.everyRow()).toMatchObject({ console_sessions: [{}], console_codes: [{}] });
    server.clock.now = START + 30 * MINUTE;
    await server.store.sessions.prune();
    await server.store.signInCodes.prune();
    expect(await server.everyRow()).toMatchObject({ console_sessions: [], console_codes: [] });
  });

  test('is good on every server of the database', async () => {
    const other = await server.startAgain();
    await browser.signIn();
    const headers = { ...FROM_CONSOLE, cookie: browser.cookie ?? '' };
    expect((await other.app.inject({ url: '/v1/projects', headers })).statusCode).toBe(200);
    await browser.ask('DELETE', '/v1/session');
    expect((await other.app.inject({ url: '/v1/projects', headers })).statusCode).toBe(401);
    await other.stop();
  });

  test('a link signs in once, and not after 15 minutes', async () => {
    const code = await server.store.signInCodes.create(OPERATOR);
    server.clock.now = START + 15 * MINUTE - 1;
    expect((await browser.signIn({ code })).statusCode).toBe(201);
    await expectRefused(WRONG_CODE, ['POST', '/v1/session', { code }]);
    const late = await server.store.signInCodes.create(OPERATOR);
    server.clock.now += 15 * MINUTE;
    await expectRefused(WRONG_CODE, ['POST', '/v1/session', { code: late }]);
  });

  test('of those who use a link at the same time, on any server, one gets in', async () => {
    const other = await server.startAgain();
    const code = await server.store.signInCodes.create(OPERATOR);
    const sent = { method: 'POST', url: '/v1/session', headers: FROM_CONSOLE, payload: { code } } as const;
    const answers = await Promise.all(
      [server.app, other.app, server.app, other.app, server.app, other.app].map((app) => app.inject(sent)),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 401, 401, 401, 401, 401]);
    expect(await server.everyRow()).toMatchObject({ console_sessions: [{}], console_codes: [] });
    await other.stop();
  });

  test('five wrong tries make an address wait, even for what is right; others do not', async () => {
    // The wait is told by the second, and on a busy machine seconds go by.
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const [stranger, friend] = [{ remoteAddress: '10.0.0.1' }, { remoteAddress: '10.0.0.2' }];
    const attempt = (from: object, adminToken: string) =>
      server.app.inject({
        method: 'POST',
        url: '/v1/session',
        headers: FROM_CONSOLE,
        payload: { adminToken },
        ...from,
      });
    for (let at = 0; at < 5; at++) expect((await attempt(stranger, `wrong ${at}`)).statusCode).toBe(401);
    const before = await server.everyRow();
    for (const token of ['wrong', ADMIN_TOKEN]) {
      const refused = await attempt(stranger, token);
      expect([refused.statusCode, refused.json()]).toEqual([
        429,
        {
          message: 'too many failed attempts: try again in 15 seconds',
          code: 'too-many-failures',
          values: { seconds: 15 },
        },
      ]);
      expect(refused.headers['retry-after']).toBe('15');
      expect(refused.headers['set-cookie']).toBeUndefined();
    }
    expect(await server.everyRow()).toEqual(before);
    expect((await attempt(friend, ADMIN_TOKEN)).statusCode).toBe(201);
  });

  test('who is right after four wrong tries has five more', async () => {
    for (const round of [1, 2]) {
      for (let at = 0; at < 4; at++) {
        expect((await browser.signIn({ code: `wrong ${round} ${at}` })).statusCode).toBe(401);
      }
      expect((await browser.signIn()).statusCode).toBe(201);
    }
  });
});

describe.each(SERVERS)('sessions and what is configured, on $name', ({ start }) => {
  let server: TestServer;
  afterEach(() => server.stop());

  test('a new admin token ends every session and every link of the old one', async () => {
    server = await start({ adminToken: undefined });
    const adminToken = await server.store.adminToken.replace(OPERATOR);
    const [one, other] = [new Browser(server), new Browser(server)];
    await one.signIn({ adminToken });
    await other.signIn({ adminToken });
    const code = await server.store.signInCodes.create(OPERATOR);
    const replaced = await one.ask('POST', '/v1/admin-token');
    expect(replaced.statusCode).toBe(201);
    for (const browser of [one, other]) {
      expect((await browser.ask('GET', '/v1/projects')).json()).toEqual(refusal(OVER));
    }
    expect((await other.signIn({ code })).json()).toEqual(refusal(WRONG_CODE));
    expect((await other.signIn({ adminToken })).json()).toEqual(refusal('invalid admin token'));
    expect((await other.signIn(replaced.json())).statusCode).toBe(201);
  });

  test('wrong tries to sign in count among all failed attempts', async () => {
    server = await start({ failedAttemptsPerAddress: 2 });
    const browser = new Browser(server);
    await browser.signIn({ adminToken: 'wrong' });
    expect((await server.manage('GET', '/v1/config', undefined, 'Bearer wrong')).statusCode).toBe(401);
    expect((await browser.signIn()).statusCode).toBe(429);
  });

  test('behind a trusted proxy with TLS the cookie is Secure; nobody else is believed about TLS', async () => {
    server = await start({ trustedProxies: ['10.0.0.9'] });
    const attributesFor = async (remoteAddress: string) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/session',
        headers: { ...FROM_CONSOLE, 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.1' },
        payload: { adminToken: ADMIN_TOKEN },
        remoteAddress,
      });
      return String(answer.headers['set-cookie']).split('; ').slice(1);
    };
    expect(await attributesFor('10.0.0.9')).toEqual(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']);
    expect(await attributesFor('10.0.0.8')).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict']);
  });
});
