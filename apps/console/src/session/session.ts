import { recall, remember } from '../state/remembered.ts';
import { Store } from '../state/store.ts';

/**
 * Whether the person is signed in. `over`: the session ended while the page was in use; the page stays, below a dialog
 * that asks for the admin token. The session itself is a cookie that scripts cannot read.
 */
export type SessionState = 'unknown' | 'signed-out' | 'signed-in' | 'over';

export const session = new Store<SessionState>('unknown');

/** Without this hint, every first visit would start with a refused request and an error in the browser's console. */
export const mayBeSignedIn = () => recall('signed-in') === 'yes';

export function setSession(state: 'signed-in' | 'signed-out'): void {
  remember('signed-in', state === 'signed-in' ? 'yes' : null);
  session.set(state);
}

/**
 * Call it when a request was refused because the session has ended. Resolves when the person has signed in or left.
 *
 * @returns whether to send the request again
 */
export async function sessionOver(): Promise<boolean> {
  if (session.get() === 'signed-in') session.set('over');
  if (session.get() !== 'over') return false;
  return (await session.until((state) => state !== 'over')) === 'signed-in';
}
