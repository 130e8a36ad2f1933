import { QueryClient } from '@tanstack/react-query';
import { connection } from './connection.ts';
import { RequestError } from './request-error.ts';

const FRESH_MS = 5_000;
const MAX_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server may well be on this very machine: what the browser thinks of the internet does not matter.
    queries: { networkMode: 'always', staleTime: FRESH_MS, retry: isWorthRetrying },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Refusals stay refusals; an unreachable server is asked again by `connection`, and what is shown is then loaded anew. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return error instanceof RequestError && error.status >= 500 && failures < MAX_RETRIES;
}

connection.subscribe(() => {
  if (connection.get() === 'there') void queryClient.invalidateQueries();
});
