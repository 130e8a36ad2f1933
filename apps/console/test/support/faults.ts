import type { Page } from 'playwright-core';

/** A failure that a test provokes: the status of a refusal, or a server that does not respond. */
export type Expected = number | 'unreachable';

/** Watches a page for faults: errors in the browser's console, requests to other hosts, unexpected refusals. */
export function watchFaults(page: Page, url: string, expected: readonly Expected[]): readonly string[] {
  const faults: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // The browser logs refused requests too; they are checked below.
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
    // The page aborts requests whose answer it no longer needs.
    if (request.failure()?.errorText === 'net::ERR_ABORTED' || expected.includes('unreachable')) return;
    faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  return faults;
}
