import { type DecodedClaims, plainUuid } from '@boardgate/token/diagnose';
import { isIssuedBefore } from '../access/access-key.ts';
import type { Operation } from '../access/permissions.ts';
import { isStorable } from '../base/text.ts';
import type { Config } from '../config/config.ts';
import type { Tasks } from '../conversions/queue/tasks.ts';
import type { Database } from '../database/database.ts';
import type { StoredAccessKey } from '../keys/access-key-store.ts';
import { stateOfKey } from '../keys/key-management.ts';
import { ProjectStore } from '../projects/project-store.ts';
import { idOfRule, idOfToken } from '../revocations/revocation-id.ts';
import { RevocationStore } from '../revocations/revocation-store.ts';
import type { Rooms } from '../rooms/rooms.ts';
import {
  type AnyExplanation,
  explainFoundUuid,
  explainKeyState,
  explainOtherProject,
  explainRevocation,
  type Fault,
  fault,
  RELABELLED_ROOM,
  RELABELLED_TASK,
  ROOM_BANNED,
  UNKNOWN_ROOM,
  UNKNOWN_TASK,
} from './server-explanations.ts';

export interface FaultUses {
  readonly config: Pick<Config, 'resources'>;
  readonly database: Database;
  readonly rooms: Rooms;
  readonly tasks: Tasks;
  readonly now: () => number;
}

/** A token that a key of the server signed, and what the doctor finds odd about its uuid. */
interface Signed {
  readonly claims: DecodedClaims;
  readonly key: StoredAccessKey;
  readonly oddUuid: OddUuid | undefined;
  /** What the token is wanted for. */
  readonly operation: Operation | undefined;
  /** The only projects that exist for who asks; `undefined` = all. */
  readonly projectIds: readonly string[] | undefined;
}

/** That a uuid is none that a room or task has. */
export type OddUuid = AnyExplanation & { readonly code: 'uuid-form' | 'uuid-missing' };

/** Everything that only the server knows to be wrong: the state of key and project, revocations, the room or task. */
export async function findFaults(uses: FaultUses, signed: Signed): Promise<readonly Fault[]> {
  const faults = [
    findKeyFault(signed.key, uses.now()),
    await findRevocation(uses, signed),
    await findUuidFault(uses, signed),
  ];
  return faults.filter((found) => found !== undefined);
}

function findKeyFault(key: StoredAccessKey, now: number): Fault | undefined {
  const state = stateOfKey(key, now);
  return state === 'enabled' ? undefined : fault('disabled', explainKeyState(state, key));
}

async function findRevocation({ database }: FaultUses, { claims, key }: Signed): Promise<Fault | undefined> {
  const { nonce, kind, uuid } = claims;
  const { accessKey } = key;
  const ids = [
    idOfToken(accessKey, nonce),
    idOfRule('key', accessKey),
    idOfRule('project', key.projectId),
    ...(kind === 'room' && uuid !== undefined && isStorable(uuid) ? [idOfRule('room', uuid)] : []),
  ];
  const found = await new RevocationStore(database.db).findAll(ids);
  const hits = found.filter(
    ({ scope, issuedBefore }) => scope === 'token' || isIssuedBefore(claims, issuedBefore),
  );
  // The narrowest of several.
  const [hit] = hits.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  return hit && { ...fault('revoked', explainRevocation(hit, claims.issuedAt)), revocation: hit.id };
}

async function findUuidFault(uses: FaultUses, signed: Signed): Promise<Fault | undefined> {
  const { claims, oddUuid, operation } = signed;
  const { kind, uuid } = claims;
  if (uuid === undefined || kind === 'sdk' || uses.config.resources === 'external') return undefined;
  if (oddUuid === undefined) {
    const found = await findResourceFault(uses, kind, uuid, signed);
    // The ban is what this operation lifts.
    return found?.reason === 'banned' && operation === 'ban-room' ? undefined : found;
  }
  const meant = plainUuid(uuid);
  const more = meant === undefined ? [] : await explainMeant(uses, kind, meant, signed);
  return { reason: 'unknown-uuid', mistake: oddUuid.code, explanations: [oddUuid, ...more] };
}

/** What there is under the uuid that an odd one means. */
async function explainMeant(uses: FaultUses, kind: 'room' | 'task', uuid: string, signed: Signed) {
  const found = await findResourceFault(uses, kind, uuid, signed);
  return found === undefined ? [explainFoundUuid(kind)] : found.explanations;
}

async function findResourceFault(
  { rooms, tasks, database }: FaultUses,
  kind: 'room' | 'task',
  uuid: string,
  { key: { projectId }, projectIds }: Signed,
): Promise<Fault | undefined> {
  const room = await rooms.find(uuid);
  const task = await tasks.find(uuid);
  const isRoom = room?.projectId === projectId;
  const isTask = task?.projectId === projectId;
  if (kind === 'task' && isRoom) return fault('unknown-uuid', RELABELLED_ROOM, 'relabelled-prefix');
  if (kind === 'room' && isTask) return fault('unknown-uuid', RELABELLED_TASK, 'relabelled-prefix');
  if (kind === 'room' ? isRoom : isTask) {
    return kind === 'room' && room?.isBan ? fault('banned', ROOM_BANNED) : undefined;
  }
  const owner = (kind === 'room' ? room : task)?.projectId;
  const isHidden = owner === undefined || (projectIds !== undefined && !projectIds.includes(owner));
  if (isHidden) return fault('unknown-uuid', kind === 'room' ? UNKNOWN_ROOM : UNKNOWN_TASK);
  const project = await new ProjectStore(database.db).find({ id: owner });
  return fault('unknown-uuid', explainOtherProject(kind, project?.name ?? owner));
}
