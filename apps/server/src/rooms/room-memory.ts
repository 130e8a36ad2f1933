import type { Change, ChangeFeed } from '../database/change-feed.ts';

/** `foreign` = it belongs to another project. */
export type KnownRoom = 'open' | 'banned' | 'foreign';

/** Of a million rooms, 0.6 % meet a full bucket; with four slots it would be 3 %. */
const SLOTS_A_BUCKET = 8;
const BUCKETS = 1 << 18;
/** Four words of uuid, and one of owner and ban; 0 in the last = free. */
const WORDS_A_SLOT = 5;
const WORDS_A_BUCKET = SLOTS_A_BUCKET * WORDS_A_SLOT;
const OWNER_WORD = 4;
/** Well below the 31 bits for it in a word. */
const MAX_PROJECTS = 1_000_000;

const ROOM_UUID = /^[0-9a-f]{32}$/;

/**
 * Remembers the owner and the ban of up to two million rooms in at most 42 MB, a tenth of what objects in a map would take. In a full bucket a new room replaces an old one.
 */
export class RoomMemory {
  readonly #feed: ChangeFeed;
  /** Empty until the first room: the garbage collector counts the whole array, used or not. */
  #words = new Int32Array();
  #projects = new Map<string, number>();
  #version = 0;
  #victim = 0;
  readonly #uuid = new Int32Array(4);
  readonly #uuidBytes = Buffer.from(this.#uuid.buffer);

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
    feed.subscribe((change) => this.#onChange(change));
  }

  get(uuid: string, projectId: string): KnownRoom | undefined {
    if (!this.#feed.look()) return undefined;
    const slot = this.#find(uuid);
    const owner = slot === undefined ? 0 : (this.#words[slot + OWNER_WORD] ?? 0);
    if (owner === 0) return undefined;
    if (owner >>> 1 !== this.#projects.get(projectId)) return 'foreign';
    return (owner & 1) === 1 ? 'banned' : 'open';
  }

  /** Stores a room that was read after `version` was taken, unless rooms have changed meanwhile. */
  set(uuid: string, { projectId, isBan }: { projectId: string; isBan: boolean }, version: number): void {
    if (!this.#feed.look() || version !== this.#version) return;
    const project = this.#numberOf(projectId);
    if (this.#words.length === 0) this.#words = new Int32Array(BUCKETS * WORDS_A_BUCKET);
    const slot = this.#find(uuid) ?? this.#place();
    for (let word = 0; word < 4; word++) this.#words[slot + word] = this.#uuid[word] ?? 0;
    this.#words[slot + OWNER_WORD] = (project << 1) | (isBan ? 1 : 0);
  }

  /** Take it before reading a room for `set`. */
  version(): number {
    this.#feed.look();
    return this.#version;
  }

  #onChange({ table, id }: Change): void {
    if (table !== undefined && table !== 'rooms') return;
    this.#version++;
    if (id === undefined) this.#clear();
    const slot = id !== undefined && ROOM_UUID.test(id) ? this.#find(id) : undefined;
    if (slot !== undefined) this.#words[slot + OWNER_WORD] = 0;
  }

  /** The slot of the room. It leaves the uuid's words for {@link #place}. */
  #find(uuid: string): number | undefined {
    this.#uuidBytes.write(uuid, 'hex');
    const words = this.#words;
    if (words.length === 0) return undefined;
    const wanted = this.#uuid;
    const start = this.#bucket();
    for (let slot = start; slot < start + WORDS_A_BUCKET; slot += WORDS_A_SLOT) {
      if (
        words[slot] === wanted[0] &&
        words[slot + 1] === wanted[1] &&
        words[slot + 2] === wanted[2] &&
        words[slot + 3] === wanted[3]
      ) {
        return slot;
      }
    }
    return undefined;
  }

  /** A slot for the uuid last searched: a free one in its bucket, or the slots in turn. */
  #place(): number {
    const start = this.#bucket();
    for (let slot = start; slot < start + WORDS_A_BUCKET; slot += WORDS_A_SLOT) {
      if (this.#words[slot + OWNER_WORD] === 0) return slot;
    }
    this.#victim = (this.#victim + 1) % SLOTS_A_BUCKET;
    return start + this.#victim * WORDS_A_SLOT;
  }

  #bucket(): number {
    let mixed = 0;
    for (let at = 0; at < 4; at++) {
      const word = this.#uuid[at] ?? 0;
      mixed = Math.imul(mixed ^ word ^ (word >>> 15), 0x2c1b3c6d);
    }
    return ((mixed ^ (mixed >>> 13)) & (BUCKETS - 1)) * WORDS_A_BUCKET;
  }

  #numberOf(projectId: string): number {
    const known = this.#projects.get(projectId);
    if (known !== undefined) return known;
    if (this.#projects.size >= MAX_PROJECTS) this.#clear();
    const number = this.#projects.size + 1;
    this.#projects.set(projectId, number);
    return number;
  }

  #clear(): void {
    this.#words = new Int32Array();
    this.#projects = new Map();
  }
}

export function isRoomUuid(text: string): boolean {
  return ROOM_UUID.test(text);
}
