import { QueryClient } from '@tanstack/react-query';
import { connection } from './connection.ts';
import { RequestError } from './request-error.ts';

const FRESH_MS = 5_000;
const MAX_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server may be on this machine or a LAN, so being offline does not matter.
    queries: { networkMode: 'always', staleTime: FRESH_MS, retry: isWorthRetrying },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Does not retry refusals, nor an unreachable server: `connection` waits for that, and queries are then refetched. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return error instanceof RequestError && error.status >= 500 && failures < MAX_RETRIES;
}

connection.subscribe(() => {
  if (connection.get() === 'there') void queryClient.invalidateQueries();
});
