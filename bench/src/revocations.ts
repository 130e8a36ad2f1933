import { setTimeout } from 'node:timers/promises';
import { createUuidV1, decodeUnverifiedToken } from '@boardgate/token';
import { idOfToken } from 'boardgate';
import { createRoom, KEY, newToken, startUnlimited, TOKEN_BODY } from './boardgate.ts';
import { launch, nextMessage, type ServerChild, temporaryFolder } from './child.ts';
import { progress } from './progress.ts';
import { measureInRounds, type Rounds, type Subject } from './rounds.ts';
import { seed } from './seed.ts';

const REVOKED = 1_000_000;
const DAY_MS = 86_400_000;
/** As in the table of endpoints: no token is cached, so each is verified and checked for a revocation. */
const DISTINCT_TOKENS = 50_000;
/** After its start, a server loads the revocations while it already serves requests. */
const READING_MS = 5000;
const PLAN = { connections: 64, rounds: 7, roundMs: 1500, warmUpMs: 4000 };

/** Names of the rows. */
export const NONE_REVOKED = 'no token revoked';
export const MANY_REVOKED = 'a million tokens revoked';

export interface RevocationResults {
  /** Tokens verified per second in one process, without revocations and with a million, round by round. */
  readonly verification: readonly (readonly number[])[];
  readonly rounds: Rounds;
  /** Resident memory afterwards. */
  readonly memoryMb: { readonly none: number; readonly many: number };
}

/** Compares a server with a million revoked tokens with one that has none. */
export async function measureRevocations(): Promise<RevocationResults> {
  progress('writing a million revocations');
  const revoked = newToken();
  const folders = [await seedRevocations(0, revoked), await seedRevocations(REVOKED, revoked)] as const;
  progress('verifying');
  const verification = (await nextMessage(launch('./verification.ts', folders))) as number[][];
  const [none, many] = await Promise.all([startUnlimited(folders[0]), startUnlimited(folders[1])]);
  try {
    await setTimeout(READING_MS);
    const tokens = Array.from({ length: DISTINCT_TOKENS }, () => newToken());
    const withNone = await subjectOf(NONE_REVOKED, none, tokens);
    const withMany = await subjectOf(MANY_REVOKED, many, tokens);
    await checkStatus(withNone, revoked, 201);
    await checkStatus(withMany, revoked, 403);
    await checkStatus(withMany, newToken(), 201);
    const rounds = await measureInRounds([withNone, withMany], PLAN);
    return { verification, rounds, memoryMb: { none: none.residentMb(), many: many.residentMb() } };
  } finally {
    await Promise.all([none.stop(), many.stop()]);
  }
}

/** Creates a data folder with `count` revoked tokens of the key, including `revoked`. */
async function seedRevocations(count: number, revoked: string): Promise<string> {
  const folder = temporaryFolder();
  await seed(folder, ({ addProject, addKey, addRevocation }) => {
    const projectId = addProject('default');
    addKey(projectId, KEY);
    const now = Date.now();
    for (let at = 0; at < count; at++) {
      const createdAt = now - count + at;
      const nonce = at === 0 ? decodeUnverifiedToken(revoked).nonce : createUuidV1(createdAt);
      addRevocation({
        id: idOfToken(KEY.accessKey, nonce),
        scope: 'token',
        project_id: projectId,
        access_key: KEY.accessKey,
        nonce,
        issued_before: null,
        expires_at: now + DAY_MS,
        reason: '',
        created_at: createdAt,
      });
    }
  });
  return folder;
}

async function subjectOf(name: string, server: ServerChild, tokens: string[]): Promise<Subject> {
  const room = await createRoom(server.url, newToken());
  return { name, server, url: `${server.url}/v5/tokens/rooms/${room}`, body: TOKEN_BODY, tokens };
}

/** A server that accepts the revoked token, or refuses others, must not be measured. */
async function checkStatus(subject: Subject, token: string, status: number): Promise<void> {
  const headers = { token, region: 'us-sv', 'content-type': 'application/json' };
  const answer = await fetch(subject.url, { method: 'POST', headers, body: TOKEN_BODY });
  if (answer.status !== status) {
    throw new Error(`${subject.name}: answered ${answer.status} instead of ${status}`);
  }
}
