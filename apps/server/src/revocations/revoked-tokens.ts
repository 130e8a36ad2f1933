import type { TokenClaims } from '@boardgate/token';
import { type AccessKey, isIssuedBefore } from '../access/access-key.ts';
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

/** Read at a time: some three milliseconds. */
const CHUNK = 2000;

/**
 * Tells of verified tokens whether they are revoked. Rules about a key or project come with the key. Of tokens and rooms
 * memory holds fingerprints: what they rule out is not revoked; the rest is looked up.
 */
export class RevokedTokens {
  readonly #store: RevocationStore;
  readonly #feed: ChangeFeed;
  #fingerprints = new FingerprintSet();
  /** Being filled, to take the other's place. */
  #next: FingerprintSet | undefined;
  /** Whether all there is has been read: until then every token is looked up. */
  #isComplete = false;
  #version = 0;
  /** How often reading has been asked for: only the latest counts as complete. */
  #asked = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor({ db, changes }: Database) {
    this.#store = new RevocationStore(db);
    this.#feed = changes;
    changes.subscribe((change) => this.#hear(change));
  }

  /** Grows with every change: what was not revoked before may be now. */
  get version(): number {
    return this.#version;
  }

  /** Reads the fingerprints anew: at start, and to forget what was deleted. */
  load(): Promise<void> {
    const turn = ++this.#asked;
    this.#loading = this.#loading.catch(() => {}).then(() => this.#load(turn));
    return this.#loading;
  }

  /** Reads them where that has not been done, or has failed. */
  async ensureLoaded(): Promise<void> {
    await this.#loading.catch(() => {});
    if (!this.#isComplete) await this.load();
  }

  isRevoked(claims: TokenClaims, key: AccessKey): boolean | Promise<boolean> {
    if (isIssuedBefore(claims, key.revokedBefore)) return true;
    if (this.#feed.look() && this.#isComplete && !this.#mayBeRevoked(claims)) return false;
    return this.#isFound(claims);
  }

  #mayBeRevoked({ accessKey, nonce, kind, uuid }: TokenClaims): boolean {
    return (
      this.#fingerprints.has(fingerprintOfToken(accessKey, nonce)) ||
      (kind === 'room' && uuid !== undefined && this.#fingerprints.has(fingerprintOfRoom(uuid)))
    );
  }

  async #isFound(claims: TokenClaims): Promise<boolean> {
    const { accessKey, nonce, kind, uuid } = claims;
    const ids = [idOfToken(accessKey, nonce)];
    if (kind === 'room' && uuid !== undefined) ids.push(idOfRule('room', uuid));
    const found = await this.#store.findAll(ids.filter((id) => id.isWellFormed() && !id.includes('\0')));
    return found.some(({ issuedBefore, scope }) => scope === 'token' || isIssuedBefore(claims, issuedBefore));
  }

  #hear({ table, id }: Change): void {
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

  /** In bites, between which requests are served. Where it fails, every token goes on being looked up. */
  async #load(turn: number): Promise<void> {
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
      await new Promise(setImmediate);
    }
    this.#fingerprints = next;
    this.#next = undefined;
    if (turn === this.#asked) this.#isComplete = true;
  }
}
