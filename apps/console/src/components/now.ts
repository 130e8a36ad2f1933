import { useSyncExternalStore } from 'react';

const TICK_MS = 1_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of [...listeners]) listener();
}

function read(): number {
  // Without listeners there are no ticks, so `now` may be old.
  if (timer === undefined) now = Date.now();
  return now;
}

/** The time in epoch milliseconds, updated every second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}
