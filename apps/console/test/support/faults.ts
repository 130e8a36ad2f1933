import type { Page } from 'playwright-core';

/** What may go wrong in a test that brings it about: refusals by their status, and a server that is gone. */
export type Expected = number | 'unreachable';

/** Watches a page for what no page of ours may do: errors in the console, requests to other hosts, refusals nobody expected. */
export function watchFaults(page: Page, url: string, expected: readonly Expected[]): readonly string[] {
  const faults: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // The browser's own line about a refused request is judged by the request, below.
    const isNote = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isNote) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol.startsWith('http')) faults.push(`foreign host: ${asked}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status >= 400 && !expected.includes(status))
      faults.push(`refused: ${response.request().method()} ${new URL(response.url()).pathname} ${status}`);
  });
  page.on('requestfailed', (request) => {
    // A request that the page itself has given up, because nobody wants its answer any more.
    if (request.failure()?.errorText === 'net::ERR_ABORTED' || expected.includes('unreachable')) return;
    faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  return faults;
}
