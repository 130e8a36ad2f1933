import type { TokenClaims } from '@boardgate/token';
import { type AccessKey, isIssuedBefore } from '../access/access-key.ts';
import { nextTurn } from '../base/next-turn.ts';
import type { Change, ChangeFeed } from '../database/change-feed.ts';
import type { Database } from '../database/database.ts';
import { FingerprintSet } from './fingerprint-set.ts';
import {
  fingerprintOfId,
  fingerprintOfRoom,
  fingerprintOfToken,
  idOfRule,
  idOfToken,
} from './revocation-id.ts';
import { RevocationStore } from './revocation-store.ts';

/** Takes about three milliseconds to read. */
const CHUNK = 2000;

/**
 * The key carries the rules about itself and its project. Memory holds fingerprints of revoked tokens and rooms: only a match is looked up.
 */
export class RevokedTokens {
  readonly #store: RevocationStore;
  readonly #feed: ChangeFeed;
  #fingerprints = new FingerprintSet();
  /** The set that is being filled to replace the other. */
  #next: FingerprintSet | undefined;
  /** Until all fingerprints are read, every token is looked up. */
  #isComplete = false;
  #version = 0;
  /** Counts calls of `load`: only the latest makes the set complete. */
  #loads = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor({ db, changes }: Database) {
    this.#store = new RevocationStore(db);
    this.#feed = changes;
    changes.subscribe((change) => this.#onChange(change));
  }

  /** Increases with every change, which may revoke any token. */
  get version(): number {
    return this.#version;
  }

  /** Loads all fingerprints: at the start, and to drop those of deleted revocations. */
  load(): Promise<void> {
    const number = ++this.#loads;
    this.#loading = this.#loading.catch(() => {}).then(() => this.#load(number));
    return this.#loading;
  }

  /** Loads them again if the last load has failed. */
  async ensureLoaded(): Promise<void> {
    await this.#loading.catch(() => {});
    if (!this.#isComplete) await this.load();
  }

  isRevoked(claims: TokenClaims, key: AccessKey): boolean | Promise<boolean> {
    if (isIssuedBefore(claims, key.revokedBefore)) return true;
    if (this.#feed.look() && this.#isComplete && !this.#mayBeRevoked(claims)) return false;
    return this.#lookUp(claims);
  }

  #mayBeRevoked({ accessKey, nonce, kind, uuid }: TokenClaims): boolean {
    return (
      this.#fingerprints.has(fingerprintOfToken(accessKey, nonce)) ||
      (kind === 'room' && uuid !== undefined && this.#fingerprints.has(fingerprintOfRoom(uuid)))
    );
  }

  async #lookUp(claims: TokenClaims): Promise<boolean> {
    const { accessKey, nonce, kind, uuid } = claims;
    const ids = [idOfToken(accessKey, nonce)];
    if (kind === 'room' && uuid !== undefined) ids.push(idOfRule('room', uuid));
    const found = await this.#store.findAll(ids.filter((id) => id.isWellFormed() && !id.includes('\0')));
    return found.some(({ issuedBefore, scope }) => scope === 'token' || isIssuedBefore(claims, issuedBefore));
  }

  #onChange({ table, id }: Change): void {
    if (table !== undefined && table !== 'revocations') return;
    this.#version++;
    if (id === undefined) {
      this.#isComplete = false;
      void this.load().catch(() => {});
      return;
    }
    const fingerprint = fingerprintOfId(id);
    if (fingerprint === undefined) return;
    this.#fingerprints.add(fingerprint);
    this.#next?.add(fingerprint);
  }

  /** Reads in chunks and handles requests between them. If it fails, every token is still looked up. */
  async #load(number: number): Promise<void> {
    const next = new FingerprintSet();
    this.#next = next;
    let last = '';
    for (;;) {
      const ids = await this.#store.idsAfter(last, CHUNK);
      for (const id of ids) {
        const fingerprint = fingerprintOfId(id);
        if (fingerprint !== undefined) next.add(fingerprint);
      }
      if (ids.length < CHUNK) break;
      last = ids.at(-1) ?? last;
      await nextTurn();
    }
    this.#fingerprints = next;
    this.#next = undefined;
    if (number === this.#loads) this.#isComplete = true;
  }
}
