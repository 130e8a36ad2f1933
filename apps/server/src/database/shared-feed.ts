import type { Siblings } from '../base/siblings.ts';
import { type ChangeFeed, isWatched } from './change-feed.ts';

/**
 * Tells the other processes of a server what this one changes. PostgreSQL would tell them too, but perhaps a little after the client has its
 * answer, and its next request may reach any of them.
 */
export function shareFeed(feed: ChangeFeed, siblings: Siblings): ChangeFeed {
  const underWay = new Set<Promise<void>>();
  siblings.hear('row-changed', ({ table, id }) => {
    if (isWatched(table)) feed.announce(table, id);
  });
  return {
    ...feed,
    announce: (table, id) => {
      feed.announce(table, id);
      const told = siblings.tellAndWait('row-changed', { table, id }).finally(() => underWay.delete(told));
      underWay.add(told);
    },
    told: () => (underWay.size === 0 ? undefined : Promise.all(underWay)),
  };
}
