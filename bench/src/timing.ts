import type { ChildProcess } from 'node:child_process';
import { randomText } from '@boardgate/server';
import { signSdkToken } from '@boardgate/token';
import { KEY, startServer } from './boardgate.ts';
import { launch, nextMessage, temporaryFolder } from './child.ts';
import { type Comparison, compare } from './comparison.ts';
import { progress } from './progress.ts';
import { encodeRequest, type RequestForm } from './requests.ts';
import type { TimingOrder, TimingResult } from './timing-client.ts';

const PAIRS = 2000;
const WARM_UP_PAIRS = 250;

/** Whoever guesses may not learn from the time of a refusal which access keys exist: the unknown one is the first of each. */
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
  client.send(order);
  const answer = (await nextMessage(client)) as { result?: TimingResult; error?: string };
  if (answer.result === undefined) throw new Error(`timing: ${answer.error}`);
  return compare(answer.result.first, answer.result.second);
}

/** Refusals that differ in what they say need no clock to be told apart. */
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
  const token = signSdkToken({ ...pair, role: 'admin', lifespanMs: 0 });
  return { method: 'POST', url: `${url}/v5/rooms`, body: '{}', token };
}

/** The access key that exists, with another secret key of the same length. */
function wrongSecretKey(): typeof KEY {
  return { ...KEY, secretKey: randomText(KEY.secretKey.length) };
}

function unknownAccessKey(): string {
  return randomText(KEY.accessKey.length);
}
