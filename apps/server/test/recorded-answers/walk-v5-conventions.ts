import { gzipSync } from 'node:zlib';
import { HOUR } from '../support/test-server.ts';
import type { Transcript } from './recording.ts';

const ORIGIN = 'https://app.example.org';

/** The conventions of every `/v5` request: region, body, path, method, CORS. */
export async function walkV5Conventions(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const token = r.server.sdkToken({ lifespanMs: 10 * HOUR });

  r.section('region');
  for (const region of ['us-sv', 'sg', 'in-mum', 'gb-lon', 'cn-hz', 'eu']) {
    await r.line(region, 'GET', '/v5/rooms', { token, region });
  }
  await r.ask('no region', 'GET', '/v5/rooms', { token, region: null });
  await r.ask('an unknown region', 'GET', '/v5/rooms', { token, region: 'mars' });
  await r.line('upper case', 'GET', '/v5/rooms', { token, region: 'US-SV' });
  await r.line('an empty region', 'GET', '/v5/rooms', { token, region: '' });
  await r.line('no region and no token', 'GET', '/v5/rooms', { region: null });

  const bearer = { authorization: `Bearer ${token}` };
  await r.ask('the token as Authorization', 'GET', '/v5/rooms', { headers: bearer });
  await r.ask('the token in the query', 'GET', '/v5/rooms?token=x');
  await r.line('both, and the header too', 'GET', '/v5/rooms?limit=1&token=x', { token, headers: bearer });

  r.section('body');
  const bodies: readonly (readonly [title: string, body: string | Buffer])[] = [
    ['broken JSON', '{"name":'],
    ['an array', '[1]'],
    ['an empty array', '[]'],
    ['null', 'null'],
    ['a text', '"name"'],
    ['a number', '7'],
    ['an empty body', ''],
    ['a byte order mark', '\u{feff}{"name":"marked"}'],
    ['white space alone', '  '],
    ['a key twice', '{"name":"a","name":"b"}'],
    ['a key twice further in', '{"x":{"name":"a","name":"b"}}'],
    ['the key __proto__', '{"__proto__":{"name":"a"}}'],
    ['32 levels', `{"x":${'['.repeat(31)}${']'.repeat(31)}}`],
    ['33 levels', `{"x":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['65536 bytes', JSON.stringify({ x: 'x'.repeat(65_528) })],
    ['65537 bytes', JSON.stringify({ x: 'x'.repeat(65_529) })],
  ];
  for (const [title, body] of bodies) await r.ask(title, 'POST', '/v5/rooms', { token, body });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense', ';;']) {
    const headers = { 'content-type': type };
    await r.ask(`sent as ${type}`, 'POST', '/v5/rooms', { token, body: '{"name":"x"}', headers });
  }
  const gzip = { 'content-encoding': 'gzip' };
  await r.ask('said to be compressed', 'POST', '/v5/rooms', { token, body: '{}', headers: gzip });
  const compressed = gzipSync('{"name":"compressed"}');
  await r.ask('compressed', 'POST', '/v5/rooms', { token, body: compressed, headers: gzip });
  const zstd = { 'content-encoding': 'zstd' };
  await r.ask('an unknown encoding', 'POST', '/v5/rooms', { token, body: '{}', headers: zstd });
  await r.ask('a GET with a body', 'GET', '/v5/rooms?limit=1', { token, body: { name: 'x' } });
  await r.ask('a GET with a broken body', 'GET', '/v5/rooms?limit=1', { token, body: '{' });

  r.section('path and method');
  const paths = [
    '/v5',
    '/v5/',
    '/v5/nothing',
    '/v5/tokens',
    '/v5/tokens/rooms',
    '/v5/rooms/',
    '//v5/rooms?limit=1',
    '/%76%35/rooms',
    '/V5/rooms',
    '/v5/rooms/%zz',
    '/v5/rooms/%00',
    `/v5/rooms/${'x'.repeat(3073)}`,
    '/v6/rooms',
    '/',
  ];
  for (const path of paths) await r.line('a path', 'GET', path, { token });
  for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'] as const) {
    await r.line('a method', method, '/v5/rooms', { token });
    await r.line('a method', method, '/v5/rooms/x', { token });
    await r.line('a method', method, '/v5/tokens/teams', { token });
    await r.line('a method', method, '/v5/nothing', { token });
  }
  for (const headers of [{ expect: '200-ok' }, { expect: '100-continue' }]) {
    await r.ask('an odd header', 'GET', '/v5/rooms?limit=1', { token, headers });
  }
  await r.line('an unknown route without region', 'GET', '/v5/nothing', { region: null });

  r.section('CORS, any origin');
  const origin = { origin: ORIGIN };
  const preflight = { ...origin, 'access-control-request-method': 'POST' };
  const asked = { ...preflight, 'access-control-request-headers': 'token,region,x-monitoring' };
  await r.ask('a request of a page', 'GET', '/v5/rooms?limit=1', { token, headers: origin });
  await r.ask('a refused request of a page', 'GET', '/v5/rooms', { headers: origin });
  await r.ask('an unknown route', 'GET', '/v5/nothing', { token, headers: origin });
  await r.ask('a preflight', 'OPTIONS', '/v5/rooms', { region: null, headers: preflight });
  await r.ask('a preflight that names headers', 'OPTIONS', '/v5/rooms', { region: null, headers: asked });
  await r.ask('a preflight of an unknown route', 'OPTIONS', '/v5/nothing', {
    region: null,
    headers: preflight,
  });
  await r.ask('OPTIONS that is no preflight', 'OPTIONS', '/v5/rooms', { headers: origin });
  await r.ask('OPTIONS without an origin', 'OPTIONS', '/v5/rooms');

  const strict = await transcript.start({
    corsOrigins: [ORIGIN],
    defaultRegion: 'sg',
    regions: ['sg', 'eu'],
  });
  strict.section('one origin, two regions, one of them the default');
  const other = { origin: 'https://evil.example.org', 'access-control-request-method': 'POST' };
  const call = { token: strict.server.sdkToken(), region: null };
  await strict.ask('no region', 'GET', '/v5/rooms', call);
  await strict.ask('a region that is not served', 'GET', '/v5/rooms', { ...call, region: 'us-sv' });
  await strict.ask('the allowed origin', 'GET', '/v5/rooms', { ...call, headers: origin });
  await strict.ask('another origin', 'GET', '/v5/rooms', { ...call, headers: { origin: other.origin } });
  await strict.ask('a preflight of the allowed origin', 'OPTIONS', '/v5/rooms', {
    region: null,
    headers: preflight,
  });
  await strict.ask('a preflight of another origin', 'OPTIONS', '/v5/rooms', { region: null, headers: other });
}
