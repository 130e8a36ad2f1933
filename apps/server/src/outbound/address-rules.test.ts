import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress, lookupPublic, RefusedAddressError } from './address-rules.ts';
import { isAllowedHost } from './allowed-hosts.ts';
import { toOutboundError } from './connection-failure.ts';
import { OutboundError } from './outbound-error.ts';
import { sendRequest } from './request.ts';
import { namesAt, startHost, type TestHost } from './testing/test-host.ts';

const REFUSED =
  'there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS';

const PRIVATE_ADDRESSES = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.5',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.9.9.9',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.175.48.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::808:808',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::808:808',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::7f00:1',
  '2001:0:808:808::1',
  '2001:2::1',
  '2001:3::1',
  '2001:4:112::1',
  '2001:10::1',
  '2001:20::1',
  '2001:1ff::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:808:808::1',
  '2002:a00:1::1',
  '2620:4f:8000::1',
  '3fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
];
/** As a resolver may give them; a URL cannot hold a zone. */
const ADDRESSES_WITH_ZONES = ['fe80::1%eth0', 'fe80::1%1', 'fe80::1%br-lan.7', '2606:2800:220:1::1%eth0'];

const PUBLIC_ADDRESSES = [
  '1.0.0.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '93.184.216.34',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.15',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.0.3.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2000::',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2003::1',
  '2606:2800:220:1:248:1893:25c8:1946',
  '2A00:1450:4001::200E',
  '3ffe::1',
  '3fff:1000::',
];

let host: TestHost;
beforeAll(async () => {
  host = await startHost((_request, response) => response.end('reached'));
});
afterAll(() => host.stop());

async function refusalOf(
  url: string,
  allowHosts: string[] = [],
  lookup = namesAt({}).lookup,
): Promise<string> {
  const { signal } = new AbortController();
  try {
    const answer = await sendRequest(new URL(url), {
      method: 'GET',
      headers: {},
      allowHosts,
      signal,
      lookup,
    });
    answer.destroy();
    return `status ${answer.statusCode}`;
  } catch (error) {
    return toOutboundError(error).message;
  }
}

describe('an address that is not a public host’s is refused in the same words, and not asked', () => {
  beforeEach(() => {
    host.requests.count = 0;
  });
  afterEach(() => expect(host.requests.count).toBe(0));

  test.each(PRIVATE_ADDRESSES)('%s, written in the URL', async (address) => {
    const written = address.includes(':') ? `[${address}]` : address;
    for (const scheme of ['http', 'https']) {
      expect(await refusalOf(`${scheme}://${written}:${host.port}/`)).toBe(REFUSED);
    }
  });

  test.each([...PRIVATE_ADDRESSES, ...ADDRESSES_WITH_ZONES])('%s, behind a name', async (address) => {
    const { lookup, asked } = namesAt({ 'files.example.org': [address] });
    expect(await refusalOf(`http://files.example.org:${host.port}/`, [], lookup)).toBe(REFUSED);
    expect(await refusalOf(`https://files.example.org:${host.port}/`, [], lookup)).toBe(REFUSED);
    expect(asked).toHaveLength(2);
  });

  test('a name with a public address and a private one: either may be connected to', async () => {
    for (const answer of ['93.184.216.34 127.0.0.1', '127.0.0.1 93.184.216.34', '2606:2800::1 ::1']) {
      const { lookup } = namesAt({ 'files.example.org': [answer] });
      expect(await refusalOf(`http://files.example.org:${host.port}/`, [], lookup)).toBe(REFUSED);
    }
  });

  test.each([
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '１２７.０.０.１',
    '⑫7.0.0.1',
    '0',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '%31%32%37.0.0.1',
    '127。0。0。1',
    '0x7f.0.0.1.',
    '[0:0:0:0:0:0:0:1]',
  ])('%s, a spelling of this machine', async (spelling) => {
    expect(await refusalOf(`http://${spelling}:${host.port}/`)).toBe(REFUSED);
  });

  test('localhost, with and without its dot, as the system resolves it', async () => {
    const { signal } = new AbortController();
    const send = (name: string) =>
      sendRequest(new URL(`http://${name}:${host.port}/`), {
        method: 'GET',
        headers: {},
        allowHosts: [],
        signal,
      });
    await expect(send('localhost')).rejects.toThrow();
    await expect(send('localhost.')).rejects.toThrow();
  });
});

test.each(PUBLIC_ADDRESSES)('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '',
  'localhost',
  '8.8.8',
  '8.8.8.8.',
  '8.8.8.8/32',
  '010.8.8.8',
  '0x8.8.8.8',
  '134744072',
  '[2606::1]',
])('%j, which is not an address in the form that resolvers give, is not public', (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

test('only the addresses that were checked are connected to, whatever the name resolves to later', async () => {
  // Unassigned addresses: connecting to them fails at once or takes for ever.
  const { lookup, asked } = namesAt({ 'rebind.example.org': ['3ffe::1 3ffe::2', '127.0.0.1'] });
  const attempts: string[] = [];
  const tried = new AbortController();
  const watch = (message: unknown) => {
    (message as { socket: Socket }).socket.on('connectionAttempt', (address: string) => {
      // Node is still in the middle of the attempt.
      if (attempts.push(address) === 2) setImmediate(() => tried.abort());
    });
  };
  const send = () =>
    sendRequest(new URL(`http://rebind.example.org:${host.port}/`), {
      method: 'GET',
      headers: {},
      allowHosts: [],
      signal: tried.signal,
      lookup,
    });
  subscribe('net.client.socket', watch);
  try {
    await expect(send()).rejects.not.toBeInstanceOf(OutboundError);
  } finally {
    unsubscribe('net.client.socket', watch);
  }
  expect(attempts).toEqual(['3ffe::1', '3ffe::2']);
  expect(asked).toEqual(['rebind.example.org']);
  await expect(refusalOf(`http://rebind.example.org:${host.port}/`, [], lookup)).resolves.toBe(REFUSED);
});

test('a name that is resolved to one address alone is checked like any other', async () => {
  const { lookup } = namesAt({ 'files.test': ['8.8.8.8'], 'inside.test': ['10.0.0.7'] });
  const resolve = (name: string) =>
    new Promise((done) => lookupPublic(lookup)(name, { all: false }, (error, found) => done(error ?? found)));
  expect(await resolve('files.test')).toBe('8.8.8.8');
  expect(await resolve('inside.test')).toBeInstanceOf(RefusedAddressError);
});

test('a refusal is known by its class, through Node’s own layers', async () => {
  const { lookup } = namesAt({ 'files.example.org': ['10.0.0.5'] });
  for (const url of ['http://files.example.org/', 'https://files.example.org/', 'http://10.0.0.5/']) {
    const options = { method: 'GET', headers: {}, allowHosts: [], lookup } as const;
    const sent = sendRequest(new URL(url), { ...options, signal: new AbortController().signal });
    await expect(sent).rejects.toBeInstanceOf(RefusedAddressError);
  }
});

describe('a host that the operator has named', () => {
  test('is reached, whatever it resolves to, at every port or at the one named', async () => {
    const { lookup } = namesAt({ 'files.internal': ['127.0.0.1'] });
    const url = `http://files.internal:${host.port}/`;
    expect(await refusalOf(url, ['files.internal'], lookup)).toBe('status 200');
    expect(await refusalOf(url, [`files.internal:${host.port}`], lookup)).toBe('status 200');
    expect(await refusalOf(url, ['files.internal:1'], lookup)).toBe(REFUSED);
    expect(await refusalOf(url, ['127.0.0.1', 'internal', 'les.internal'], lookup)).toBe(REFUSED);
  });

  test.each([
    ['http://a.test/', 'a.test:80', true],
    ['https://a.test/', 'a.test:443', true],
    ['https://a.test/', 'a.test:80', false],
    ['http://a.test:8080/', 'a.test:80', false],
    ['http://A.TEST/', 'a.test', true],
    ['http://a.test./', 'a.test', false],
    ['http://b.a.test/', 'a.test', false],
    ['http://bücher.test/', 'bücher.test', true],
    ['http://[::1]:9000/', '[0:0:0:0:0:0:0:1]', true],
    ['http://[::1]:9000/', '[::1]:9000', true],
    ['http://[::1]:9000/', '[::1]:9001', false],
    ['http://2130706433/', '127.0.0.1', true],
  ])('%s is covered by %s: %s', (url, entry, isCovered) => {
    expect(isAllowedHost(new URL(url), [entry])).toBe(isCovered);
  });
});
