import { createUuidV1 } from '@boardgate/token';
import type { Transaction } from 'kysely';
import type { AccessKey } from '../access/access-key.ts';
import { type Also, nothingElse } from '../access/idempotency.ts';
import type { Policy } from '../access/policy.ts';
import { quotasOf } from '../access/quotas.ts';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import type { Siblings } from '../base/siblings.ts';
import type { Database } from '../database/database.ts';
import { EvenWork } from '../database/even-work.ts';
import type { Schema } from '../database/schema.ts';
import { loadProject } from '../projects/projects.ts';
import type { Room } from './room.ts';
import { isRoomUuid, type KnownRoom, RoomMemory } from './room-memory.ts';
import { RoomRates, tooManyRooms } from './room-quota.ts';
import { RoomStore } from './room-store.ts';

export type RoomDetails = Pick<Room, 'name' | 'isRecord' | 'writerLimit'>;

/** Not a UUID v1. */
const NOBODYS_ROOM = '0'.repeat(32);

/** Whose rooms a client may see and change. */
type Owner = Pick<AccessKey, 'projectId' | 'policy'>;

export class Rooms {
  readonly #database: Database;
  readonly #store: RoomStore;
  readonly #memory: RoomMemory;
  readonly #rates: RoomRates;
  readonly #evenWork: EvenWork;
  readonly #now: () => number;

  constructor(database: Database, now: () => number, siblings?: Siblings) {
    this.#database = database;
    this.#rates = new RoomRates(siblings);
    this.#store = new RoomStore(database.db);
    this.#memory = new RoomMemory(database.changes);
    this.#evenWork = new EvenWork({
      read: (uuid) => this.#store.find(uuid),
      anyId: () => this.#store.anyUuid(),
      nobodys: NOBODYS_ROOM,
    });
    this.#now = now;
  }

  /** @throws {ApiError} `rooms-exceeded` where a quota of the key's project is used up. */
  async create(
    { projectId, policy }: Owner,
    details: RoomDetails,
    also: Also<Room> = nothingElse,
  ): Promise<Room> {
    this.#rates.count({ projectId, policy });
    const room = this.#newRoom(projectId, details);
    return await this.#database.db.transaction().execute(async (trx) => {
      const stored = await store(trx, room, policy);
      await also(trx, stored);
      return stored;
    });
  }

  /**
   * Creates a room with a line in the audit log.
   *
   * @throws {ApiError} if there is no such project, or it may have no further room.
   */
  async createAsOperator(
    projectId: string,
    details: RoomDetails,
    actor: Actor,
    also: Also<Room> = nothingElse,
  ): Promise<Room> {
    const { name, isRecord, writerLimit } = details;
    const room = this.#newRoom(projectId, details);
    return await audited(this.#database, actor, room.createdAt, async (trx, record) => {
      const { policy } = await loadProject(trx, { id: projectId });
      const stored = await store(trx, room, policy);
      const after = { name, isRecord, limit: writerLimit };
      await record({ action: 'room.create', subject: room.uuid, projectId, after });
      await also(trx, stored);
      return stored;
    });
  }

  #newRoom(projectId: string, details: RoomDetails): Room {
    const createdAt = this.#now();
    return {
      ...details,
      projectId,
      uuid: createUuidV1(createdAt).replaceAll('-', ''),
      isBan: false,
      createdAt,
    };
  }

  async find(uuid: string): Promise<Room | undefined> {
    return isRoomUuid(uuid) ? await this.#store.find(uuid) : undefined;
  }

  /**
   * Gets a room of the project.
   *
   * @param projectId `undefined` for an operator: a room of any project.
   * @throws {ApiError} `room-not-found` if there is none or it belongs to another project, without telling which;
   * `room-uuid-malformed`.
   */
  async get(uuid: string, projectId: string | undefined): Promise<Room> {
    checkRoomUuid(uuid);
    return await this.#checkOwn(await this.#store.find(uuid), projectId);
  }

  /**
   * Lists rooms of the project, oldest first, by default from the oldest. New rooms join at the end, so a client that
   * reads page after page gets every room once.
   *
   * @throws {ApiError} as above if the project has no room `beginUuid`.
   */
  async list(projectId: string, beginUuid: string | undefined, limit: number): Promise<Room[]> {
    const begin = beginUuid === undefined ? undefined : await this.get(beginUuid, projectId);
    return await this.#store.list(projectId, begin, limit);
  }

  /**
   * Bans a room, or lifts the ban, on every server from the next request on.
   *
   * @param owner `undefined` for an operator: a room of any project.
   * @throws {ApiError} `room-not-found` and `room-uuid-malformed` as above; `rooms-exceeded`.
   */
  async setBan(uuid: string, owner: Owner | undefined, isBan: boolean, actor: Actor): Promise<Room> {
    if (owner !== undefined) this.#rates.count(owner);
    await this.get(uuid, owner?.projectId);
    const room = await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const rooms = new RoomStore(trx);
      const before = await rooms.find(uuid);
      // Deleted meanwhile, with its project.
      if (before === undefined) throw ApiError.of('room-not-found');
      if (before.isBan === isBan) return before;
      await rooms.setBan(uuid, isBan);
      const change = { before: { isBan: before.isBan }, after: { isBan } };
      await record({ action: 'room.update', subject: uuid, projectId: before.projectId, ...change });
      return { ...before, isBan };
    });
    this.#database.changes.announce('rooms', uuid);
    return room;
  }

  /**
   * From memory until rooms change.
   *
   * @throws {ApiError} `room-not-found` and `room-uuid-malformed` as above; `room-banned`.
   */
  checkOpen(uuid: string, projectId: string): void | Promise<void> {
    checkRoomUuid(uuid);
    const known = this.#memory.get(uuid, projectId);
    // Foreign rooms take the same look-up as unknown ones, so the time does not tell them apart.
    if (known === undefined || known === 'foreign') return this.#loadOpen(uuid, projectId);
    checkKnown(known);
  }

  async #loadOpen(uuid: string, projectId: string): Promise<void> {
    const version = this.#memory.version();
    const room = await this.#checkOwn(await this.#store.find(uuid), projectId);
    this.#memory.set(uuid, room, version);
    checkKnown(room.isBan ? 'banned' : 'open');
  }

  async #checkOwn(room: Room | undefined, projectId: string | undefined): Promise<Room> {
    const isForeign = projectId !== undefined && room?.projectId !== projectId;
    if (room !== undefined && !isForeign) return room;
    if (projectId !== undefined) await this.#evenWork.after(room !== undefined);
    throw ApiError.of('room-not-found');
  }
}

/** @throws {ApiError} `rooms-exceeded` */
async function store(trx: Transaction<Schema>, room: Room, policy: Policy | null): Promise<Room> {
  const { maxRooms } = quotasOf(policy, 'rooms');
  const stored = await new RoomStore(trx).create(room, maxRooms);
  if (stored === undefined) throw tooManyRooms(maxRooms);
  return stored;
}

function checkRoomUuid(uuid: string): void {
  if (!isRoomUuid(uuid)) throw ApiError.of('room-uuid-malformed');
}

function checkKnown(known: Exclude<KnownRoom, 'foreign'>): void {
  if (known === 'banned') throw ApiError.of('room-banned');
}
