import { NO_SIBLINGS, type Siblings } from '../base/siblings.ts';

/** How often the other processes are told how many connections there are here. */
const TELL_MS = 50;

/** How many connections the server has, by network: those of this process, and those that its other processes have told of. */
export class ConnectionCounts {
  readonly #siblings: Siblings;
  readonly #own = new Map<string, number>();
  readonly #others = new Map<number, Map<string, number>>();
  readonly #changed = new Set<string>();
  #ownTotal = 0;

  constructor(siblings: Siblings = NO_SIBLINGS) {
    this.#siblings = siblings;
    siblings.hear('connections', (counts, from) => this.#note(counts, from));
    siblings.hear('begun', () => this.#tell([...this.#own]));
    siblings.onEnded((who) => this.#others.delete(who));
  }

  /** All connections. */
  get total(): number {
    let total = this.#ownTotal;
    for (const counts of this.#others.values()) for (const count of counts.values()) total += count;
    return total;
  }

  of(network: string): number {
    let count = this.#own.get(network) ?? 0;
    for (const counts of this.#others.values()) count += counts.get(network) ?? 0;
    return count;
  }

  add(network: string): void {
    this.#change(network, 1);
  }

  remove(network: string): void {
    this.#change(network, -1);
  }

  #change(network: string, by: 1 | -1): void {
    this.#ownTotal += by;
    const count = (this.#own.get(network) ?? 0) + by;
    if (count === 0) this.#own.delete(network);
    else this.#own.set(network, count);
    if (this.#siblings.areNone) return;
    if (this.#changed.size === 0) setTimeout(() => this.#tellChanged(), TELL_MS).unref();
    this.#changed.add(network);
  }

  #tellChanged(): void {
    const networks = [...this.#changed];
    this.#changed.clear();
    this.#tell(networks.map((network) => [network, this.#own.get(network) ?? 0]));
  }

  #tell(counts: readonly (readonly [string, number])[]): void {
    if (counts.length > 0) this.#siblings.tell('connections', counts);
  }

  #note(counts: readonly (readonly [string, number])[], from: number): void {
    const known = this.#others.get(from) ?? new Map<string, number>();
    this.#others.set(from, known);
    for (const [network, count] of counts) {
      if (count === 0) known.delete(network);
      else known.set(network, count);
    }
  }
}
