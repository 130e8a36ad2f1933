import { recall, remember } from '../state/remembered.ts';
import { Store } from '../state/store.ts';

/**
 * Whether somebody is signed in. `over`: the session ended while the person was at work; the page stays as it is, under a dialog
 * that asks for the admin token. The session itself is in a cookie that no script can read.
 */
export type SessionState = 'unknown' | 'signed-out' | 'signed-in' | 'over';

export const session = new Store<SessionState>('unknown');

/** Without this hint every first visit would begin with a refused request, and a line in the browser's console. */
export const mayBeSignedIn = () => recall('signed-in') === 'yes';

export function setSession(state: 'signed-in' | 'signed-out'): void {
  remember('signed-in', state === 'signed-in' ? 'yes' : null);
  session.set(state);
}

/**
 * Called where a request was refused for want of a session. Resolves once the person has signed in again, or has not.
 *
 * @returns whether the request is worth another try
 */
export async function sessionOver(): Promise<boolean> {
  if (session.get() === 'signed-in') session.set('over');
  if (session.get() !== 'over') return false;
  return (await session.until((state) => state !== 'over')) === 'signed-in';
}
