/**
 * Compares every answer of `/v5` and `/v1` with the recording in `fixtures/recorded-answers`. A change that must not alter an answer
 * leaves these files untouched. A change that alters answers on purpose rewrites them; review the diff and commit it:
 *
 *     npx vitest run --project server apps/server/test/recorded-answers.test.ts -u
 *
 * `recorded-answers/names.ts` replaces what differs between runs. Times come from the test's clock. A new case at the end of a section
 * changes the fewest recorded lines.
 */
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ERRORS } from '../src/base/errors.ts';
import { exampleOf } from './recorded-answers/examples.ts';
import { Transcript, type Walked } from './recorded-answers/recording.ts';
import { type Place, placesOf, showPlaces } from './recorded-answers/routes.ts';
import { walkExternal } from './recorded-answers/walk-external.ts';
import { walkLimits } from './recorded-answers/walk-limits.ts';
import { walkV1Access } from './recorded-answers/walk-v1-access.ts';
import { walkV1Insight } from './recorded-answers/walk-v1-insight.ts';
import { walkV1Keys } from './recorded-answers/walk-v1-keys.ts';
import { walkV1Operators } from './recorded-answers/walk-v1-operators.ts';
import { walkV1Projects } from './recorded-answers/walk-v1-projects.ts';
import { walkV1Revocations } from './recorded-answers/walk-v1-revocations.ts';
import { walkV1Rooms } from './recorded-answers/walk-v1-rooms.ts';
import { walkV1Tasks } from './recorded-answers/walk-v1-tasks.ts';
import { walkV1Tokens } from './recorded-answers/walk-v1-tokens.ts';
import { walkV1Webhooks } from './recorded-answers/walk-v1-webhooks.ts';
import { walkV5Conventions } from './recorded-answers/walk-v5-conventions.ts';
import { walkV5Conversions } from './recorded-answers/walk-v5-conversions.ts';
import { walkV5Permissions } from './recorded-answers/walk-v5-permissions.ts';
import { walkV5Rooms } from './recorded-answers/walk-v5-rooms.ts';
import { walkV5Tokens } from './recorded-answers/walk-v5-tokens.ts';
import type { TestServer } from './support/test-server.ts';

const WALKS = {
  'v5-conventions': walkV5Conventions,
  'v5-permissions': walkV5Permissions,
  'v5-tokens': walkV5Tokens,
  'v5-rooms': walkV5Rooms,
  'v5-conversions': walkV5Conversions,
  'v1-access': walkV1Access,
  'v1-projects': walkV1Projects,
  'v1-keys': walkV1Keys,
  'v1-tokens': walkV1Tokens,
  'v1-revocations': walkV1Revocations,
  'v1-rooms': walkV1Rooms,
  'v1-tasks': walkV1Tasks,
  'v1-webhooks': walkV1Webhooks,
  'v1-insight': walkV1Insight,
  'v1-operators': walkV1Operators,
  limits: walkLimits,
  external: walkExternal,
};

const NAMES = Object.keys(WALKS) as (keyof typeof WALKS)[];

/**
 * Faults of the server or its database, which no request causes; HTTP faults that need a socket, see `odd-requests.test.ts`; and the last
 * owner, whom only the command can delete: over HTTP, whoever asks is an owner, and refused to delete themselves.
 */
const UNREACHED = [
  'cannot-store',
  'database-unreachable',
  'host-missing',
  'internal',
  'key-damaged',
  'last-owner',
  'not-ready',
  'region-circular',
  'region-unreachable',
  'request-timeout',
  'server-busy',
  'server-stopping',
  'too-many-connections',
];

const FOLDER = new URL('./fixtures/recorded-answers/', import.meta.url);
const fileOf = (name: string) => new URL(`${name}.txt`, FOLDER).pathname;

const runs = new Map<string, Promise<Transcript>>();

/** Runs each walk once, when the first test needs it. */
function transcriptOf(name: keyof typeof WALKS): Promise<Transcript> {
  const run = runs.get(name) ?? Transcript.of(WALKS[name]);
  runs.set(name, run);
  return run;
}

async function allTranscripts(): Promise<Transcript[]> {
  const transcripts: Transcript[] = [];
  for (const name of NAMES) transcripts.push(await transcriptOf(name));
  return transcripts;
}

test.each(NAMES)('%s answers as recorded', async (name) => {
  const { text } = await transcriptOf(name);
  await expect(text).toMatchFileSnapshot(fileOf(name));
});

/** A server with resources of its own, and one with resources elsewhere. Both have been stopped. */
async function servers(): Promise<{ local: TestServer; external: TestServer }> {
  const [local] = (await transcriptOf('v5-rooms')).servers;
  const [external] = (await transcriptOf('external')).servers;
  if (local === undefined || external === undefined) throw new TypeError('a walk started no server');
  return { local, external };
}

test('the routes and their declared access are as recorded', async () => {
  const { local, external } = await servers();
  await expect(showPlaces(local, external)).toMatchFileSnapshot(fileOf('routes'));
});

test('every recorded file belongs to a walk', async () => {
  const names = [...NAMES, 'routes'].map((name) => `${name}.txt`);
  // A new walk writes its file after the tests.
  expect(names).toEqual(expect.arrayContaining(await readdir(FOLDER)));
});

test('the recording has a success and a refusal of every route of /v5 and /v1', async () => {
  const walked = (await allTranscripts()).flatMap((transcript) => transcript.walked);
  const { local, external } = await servers();
  const missing = placesOf(local).flatMap((place) => {
    const statuses = statusesOf(place, walked);
    return [
      ...(statuses.some((status) => status < 300) ? [] : [`${place.method} ${place.url}: no success`]),
      ...(statuses.some((status) => status >= 400) ? [] : [`${place.method} ${place.url}: no refusal`]),
    ];
  });
  expect(missing).toEqual([]);

  const walkedExternal = walked.filter(({ isExternal }) => isExternal);
  const refused = placesOf(external).filter(({ url }) =>
    /^\/v[15]\/(rooms|tasks|projector|services)/.test(url),
  );
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter((place) => statusesOf(place, walkedExternal).length === 0)).toEqual([]);
});

function statusesOf({ method, pattern }: Place, walked: Walked[]): number[] {
  return walked.flatMap((request) =>
    request.method === method && pattern.test(request.path) ? [request.status] : [],
  );
}

test('the recording has every refusal of the catalogue', async () => {
  const met = new Set((await allTranscripts()).flatMap((transcript) => transcript.codes));
  const missing = Object.keys(ERRORS).filter((code) => !met.has(code));
  expect(missing.sort()).toEqual(UNREACHED);
});

test('the examples of /openapi.json are requests and answers of this recording', async () => {
  const walked = (await allTranscripts()).flatMap((transcript) => transcript.redacted);
  const { local } = await servers();
  const { paths } = local.app.swagger() as unknown as OpenApi;
  const examples: Record<string, object> = {};
  for (const { method, url, pattern } of placesOf(local)) {
    const operation = paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    // HEAD, and what answers for paths that are not there.
    if (operation === undefined) continue;
    const own = walked.filter((request) => request.method === method && pattern.test(request.path));
    examples[operation.operationId] = exampleOf(own, fieldsOf(operation));
  }
  const file = new URL('../src/http/openapi-examples.json', import.meta.url).pathname;
  await expect(`${JSON.stringify(examples, undefined, 2)}\n`).toMatchFileSnapshot(file);
});

interface OpenApi {
  readonly paths: Record<string, Record<string, DocumentedOperation>>;
}
interface DocumentedOperation {
  readonly operationId: string;
  readonly requestBody?: { content: { 'application/json'?: { schema: { properties?: object } } } };
}

function fieldsOf({ requestBody }: DocumentedOperation): ReadonlySet<string> {
  return new Set(Object.keys(requestBody?.content['application/json']?.schema.properties ?? {}));
}

test('the recording holds no secret and no token', async () => {
  const text = (await allTranscripts()).map((transcript) => transcript.text).join('\n');
  expect(text).not.toMatch(/NETLESS(SDK|ROOM|TASK)_[\w-]{20}|whsec_|boardgate_admin_|test-admin-token/);
});
