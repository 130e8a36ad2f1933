import { LRUCache } from 'lru-cache';
import { backOffMs } from './back-off.ts';

/** A receiver that works again is asked within this time. */
const LONGEST_MS = 600_000;

/**
 * Receivers that let attempts hang, whatever project they are of: each attempt takes a place for as long as it may, so they are asked ever
 * less often until one is answered. In memory, of this server.
 */
export class SlowHosts {
  readonly #hosts: LRUCache<string, { readonly hung: number; readonly dueAt: number }>;

  constructor(max: number) {
    this.#hosts = new LRUCache({ max });
  }

  isSlow(host: string): boolean {
    return this.#hosts.has(host);
  }

  isDue(host: string, now: number): boolean {
    return (this.#hosts.get(host)?.dueAt ?? 0) <= now;
  }

  /** Call it after every attempt. */
  note(host: string, isHanging: boolean, now: number): void {
    if (!isHanging) {
      this.#hosts.delete(host);
      return;
    }
    const hung = (this.#hosts.get(host)?.hung ?? 0) + 1;
    this.#hosts.set(host, { hung, dueAt: now + Math.min(backOffMs(hung, 0), LONGEST_MS) });
  }
}
