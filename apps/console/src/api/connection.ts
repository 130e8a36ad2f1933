import { Store } from '../state/store.ts';

const ASK_EVERY_MS = 2_000;

/** Whether the server responds. */
export const connection = new Store<'there' | 'lost'>('there');

/** Call it when no answer came. It polls the server until it responds. */
export function connectionLost(): void {
  if (connection.get() === 'lost') return;
  connection.set('lost');
  setTimeout(ask, ASK_EVERY_MS);
}

async function ask(): Promise<void> {
  if (await isAlive()) connection.set('there');
  else setTimeout(ask, ASK_EVERY_MS);
}

async function isAlive(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
