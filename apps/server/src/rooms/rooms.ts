import { createUuidV1 } from '@boardgate/token';
import type { Database } from '../database/database.ts';
import { RowCache } from '../database/row-cache.ts';
import { ApiError } from '../errors.ts';
import { whenReady } from '../when-ready.ts';
import type { Room } from './room.ts';
import { RoomStore } from './room-store.ts';

/** What of a room decides who may do what: all that memory keeps of it. */
type RoomAccess = Pick<Room, 'projectId' | 'isBan'>;

const MAX_CACHED_ROOMS = 100_000;
const ROOM_UUID = /^[0-9a-f]{32}$/;

/** Creates and finds rooms. */
export class Rooms {
  readonly #store: RoomStore;
  readonly #cache: RowCache<RoomAccess>;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#store = new RoomStore(database.db);
    this.#cache = new RowCache(database.changes, { maxEntries: MAX_CACHED_ROOMS, now });
    this.#now = now;
  }

  async create(details: Pick<Room, 'projectId' | 'name' | 'isRecord' | 'writerLimit'>): Promise<Room> {
    const createdAt = this.#now();
    const room: Room = {
      ...details,
      uuid: createUuidV1(createdAt).replaceAll('-', ''),
      isBan: false,
      createdAt,
    };
    await this.#store.create(room);
    return room;
  }

  /**
   * A room of the project.
   *
   * @throws {ApiError} `room-not-found` where there is none, or it is another project's: nobody learns which.
   */
  async get(uuid: string, projectId: string): Promise<Room> {
    const room = await this.#load(uuid);
    if (room?.projectId !== projectId) throw ApiError.of('room-not-found');
    return room;
  }

  /**
   * Checks that tokens may be issued for a room, from memory while nothing has changed.
   *
   * @throws {ApiError} `room-not-found` as above; `room-banned`.
   */
  checkOpen(uuid: string, projectId: string): void | Promise<void> {
    return whenReady<RoomAccess | undefined, void>(this.#cache.get(uuid) ?? this.#load(uuid), (room) => {
      if (room?.projectId !== projectId) throw ApiError.of('room-not-found');
      if (room.isBan) throw ApiError.of('room-banned');
    });
  }

  async #load(uuid: string): Promise<Room | undefined> {
    if (!ROOM_UUID.test(uuid)) return undefined;
    const version = this.#cache.version();
    const room = await this.#store.find(uuid);
    if (room !== undefined) this.#cache.set(uuid, { projectId: room.projectId, isBan: room.isBan }, version);
    return room;
  }
}
