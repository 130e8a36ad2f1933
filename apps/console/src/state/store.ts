import { useSyncExternalStore } from 'react';

/** A value that code outside React sets and components read. */
export class Store<Value> {
  #value: Value;
  readonly #listeners = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get = (): Value => this.#value;

  set = (value: Value): void => {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves with the first value for which `isWanted` is true, which may be the current one. */
  until = (isWanted: (value: Value) => boolean): Promise<Value> =>
    new Promise((resolve) => {
      const look = () => {
        if (!isWanted(this.#value)) return;
        unsubscribe();
        resolve(this.#value);
      };
      const unsubscribe = this.subscribe(look);
      look();
    });
}

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}
