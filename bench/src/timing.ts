import type { ChildProcess } from 'node:child_process';
import { randomText } from '@boardgate/server';
import { KEY, newToken, startServer } from './boardgate.ts';
import { launch, temporaryFolder } from './child.ts';
import { type Comparison, compare } from './comparison.ts';
import { sendOrder } from './orders.ts';
import { progress } from './progress.ts';
import { encodeRequest, type RequestForm } from './requests.ts';
import type { TimingOrder, TimingResult } from './timing-client.ts';

const PAIRS = 2000;
const WARM_UP_PAIRS = 250;

/** The time of a refusal must not reveal which access keys exist. The first of each comparison is the unknown one. */
export interface TimingResults {
  readonly credentials: Comparison;
  readonly tokens: Comparison;
}

type Make = () => RequestForm & { readonly token: string };

export async function measureTiming(): Promise<TimingResults> {
  const server = await startServer(temporaryFolder(), {
    BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS: '0',
    BOARDGATE_FAILED_ATTEMPTS_PER_KEY: '0',
  });
  const client = launch('./timing-client.ts');
  try {
    progress('timing refusals of credentials');
    const unknownKey = () => credentials(server.url, { ...wrongSecretKey(), accessKey: unknownAccessKey() });
    const knownKey = () => credentials(server.url, wrongSecretKey());
    const ofCredentials = await time(client, unknownKey, knownKey);
    progress('timing refusals of tokens');
    const unknownToken = () => tokenOf(server.url, { ...wrongSecretKey(), accessKey: unknownAccessKey() });
    const knownToken = () => tokenOf(server.url, wrongSecretKey());
    const ofTokens = await time(client, unknownToken, knownToken);
    return { credentials: ofCredentials, tokens: ofTokens };
  } finally {
    client.kill();
    await server.stop();
  }
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
      const answer = await fetch(url, { method, headers, body });
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
