import { Store } from '../state/store.ts';

const ASK_EVERY_MS = 2_000;

/** Whether the server answers. */
export const connection = new Store<'there' | 'lost'>('there');

/** Called where no answer came. Until one comes, the server is asked again and again. */
export function connectionLost(): void {
  if (connection.get() === 'lost') return;
  connection.set('lost');
  setTimeout(ask, ASK_EVERY_MS);
}

/** Asks now, and goes on asking until an answer comes. */
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
