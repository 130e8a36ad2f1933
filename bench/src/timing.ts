import type { ChildProcess } from 'node:child_process';
import { createUuidV1 } from '@boardgate/token';
import { randomText } from 'boardgate';
import { KEY, newToken, startUnlimited, TOKEN_BODY } from './boardgate.ts';
import { launch, temporaryFolder } from './child.ts';
import { type Comparison, compare } from './comparison.ts';
import { sendOrder } from './orders.ts';
import { progress } from './progress.ts';
import { encodeRequest, type RequestForm } from './requests.ts';
import { seed } from './seed.ts';
import type { TimingOrder, TimingResult } from './timing-client.ts';

const PAIRS = 2000;
const WARM_UP_PAIRS = 250;
const FOREIGN_THINGS = 100;

/** The pair of keys of another project. */
const FOREIGN = { accessKey: 'foreign-ak', secretKey: 'foreign-sk' };

/**
 * The time of a refusal must not reveal which access keys, rooms and tasks exist. The first of each comparison is what does not exist.
 */
export type TimingResults = Readonly<Record<string, Comparison>>;

type Make = () => RequestForm & { readonly token: string };

export async function measureTiming(): Promise<TimingResults> {
  const folder = temporaryFolder();
  await seed(folder, (seeder) => seeder.addKey(seeder.addProject('another'), FOREIGN));
  const server = await startUnlimited(folder, {
    BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS: '0',
    BOARDGATE_FAILED_ATTEMPTS_PER_KEY: '0',
  });
  const client = launch('./timing-client.ts');
  try {
    const results: Record<string, Comparison> = {};
    for (const [name, unknown, known] of await listComparisons(server.url)) {
      progress(`timing ${name}`);
      results[name] = await time(client, unknown, known);
    }
    return results;
  } finally {
    client.kill();
    await server.stop();
  }
}

async function listComparisons(url: string): Promise<[name: string, unknown: Make, known: Make][]> {
  const unknownPair = () => ({ ...wrongSecretKey(), accessKey: unknownAccessKey() });
  const token = newToken();
  const get = (path: string) => ({ method: 'GET', url: url + path, body: '', token }) as const;
  const post = (path: string) => ({ method: 'POST', url: url + path, body: TOKEN_BODY, token }) as const;
  const none = () => createUuidV1(Date.now()).replaceAll('-', '');
  const rooms = await foreign(url, '/v5/rooms', '{}');
  const tasks = await foreign(
    url,
    '/v5/projector/tasks',
    '{"resource":"https://example.org/a.pdf","type":"static"}',
  );
  const ofRooms = (make: (uuid: string) => ReturnType<Make>) =>
    [() => make(none()), () => make(rooms())] as const;
  const ofTasks = (make: (uuid: string) => ReturnType<Make>) =>
    [() => make(none()), () => make(tasks())] as const;
  return [
    [
      'unknown AK against wrong SK',
      () => credentials(url, unknownPair()),
      () => credentials(url, wrongSecretKey()),
    ],
    [
      'unknown AK against wrong signature',
      () => tokenOf(url, unknownPair()),
      () => tokenOf(url, wrongSecretKey()),
    ],
    ['no room against another’s', ...ofRooms((uuid) => get(`/v5/rooms/${uuid}`))],
    ['Room token, no room against another’s', ...ofRooms((uuid) => post(`/v5/tokens/rooms/${uuid}`))],
    ['no task against another’s', ...ofTasks((uuid) => get(`/v5/projector/tasks/${uuid}`))],
    ['Task token, no task against another’s', ...ofTasks((uuid) => post(`/v5/tokens/tasks/${uuid}`))],
  ];
}

/** Makes things of another project, and returns one at random with each call. */
async function foreign(url: string, path: string, body: string): Promise<() => string> {
  const uuids: string[] = [];
  const headers = { region: 'us-sv', token: newToken(FOREIGN), 'content-type': 'application/json' };
  for (let count = 0; count < FOREIGN_THINGS; count++) {
    const answer = await fetch(url + path, { method: 'POST', headers, body });
    uuids.push(((await answer.json()) as { uuid: string }).uuid);
  }
  return () => uuids[Math.floor(Math.random() * uuids.length)] ?? '';
}

async function time(client: ChildProcess, first: Make, second: Make): Promise<Comparison> {
  const encode = ({ token, ...form }: ReturnType<Make>) => encodeRequest(form, token).toString();
  const order: TimingOrder = {
    port: Number(new URL(first().url).port),
    status: await sharedStatus(first(), second()),
    pairs: Array.from({ length: WARM_UP_PAIRS + PAIRS }, () => [encode(first()), encode(second())] as const),
    warmUpPairs: WARM_UP_PAIRS,
  };
  const times = await sendOrder<TimingResult>(client, 'timing', order);
  return compare(times.first, times.second);
}

/** Refusals with different answers need no clock to tell them apart. */
async function sharedStatus(...requests: ReturnType<Make>[]): Promise<number> {
  const answers = await Promise.all(
    requests.map(async ({ method, url, body, token }) => {
      const headers = { region: 'us-sv', 'content-type': 'application/json', ...(token && { token }) };
      const answer = await fetch(url, { method, headers, ...(body !== '' && { body }) });
      return { status: answer.status, text: await answer.text() };
    }),
  );
  const [answer] = answers;
  if (answer === undefined || answers.some(({ text }) => text !== answer.text)) {
    throw new Error(`refusals differ: ${answers.map(({ text }) => text).join(' and ')}`);
  }
  return answer.status;
}

function credentials(url: string, { accessKey, secretKey }: typeof KEY): ReturnType<Make> {
  const body = JSON.stringify({ accessKey, secretAccessKey: secretKey, lifespan: 3_600_000, role: 'writer' });
  return { method: 'POST', url: `${url}/v5/tokens/teams`, body, token: '' };
}

function tokenOf(url: string, pair: typeof KEY): ReturnType<Make> {
  return { method: 'POST', url: `${url}/v5/rooms`, body: '{}', token: newToken(pair) };
}

/** The existing access key, with another secret key of the same length. */
function wrongSecretKey(): typeof KEY {
  return { ...KEY, secretKey: randomText(KEY.secretKey.length) };
}

function unknownAccessKey(): string {
  return randomText(KEY.accessKey.length);
}
