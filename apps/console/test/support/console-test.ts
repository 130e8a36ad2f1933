import { test as base, inject } from 'vitest';
import { en } from '../../src/i18n/en/index.ts';
import type { Language } from '../../src/i18n/i18n.ts';
import type { Texts } from '../../src/i18n/texts.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import { launch } from './chromium.ts';
import { ConsolePage, type Look } from './console-page.ts';
import { ConsoleServer } from './console-server.ts';

/** Both languages with their texts: tests look for what a person reads. */
export const LANGUAGES: readonly { readonly language: Language; readonly texts: Texts<typeof en> }[] = [
  { language: 'en', texts: en },
  { language: 'zh', texts: zh },
];

/**
 * A test in a real browser against the real server. It fails also where the page logs an error, asks another host, or is refused
 * something that the test does not expect.
 *
 * @example
 * describe.each(LANGUAGES)('rooms ($language)', ({ language, texts }) => {
 *   test('a room is created', async ({ openConsole }) => {
 *     const { page } = await openConsole({ language, path: '/rooms', isSignedIn: true });
 *     await page.getByRole('button', { name: texts.rooms.create }).click();
 *   });
 * });
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there which fixtures this one uses
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launch(inject('chromium'));
    onCleanup(() => browser.close());
    return browser;
  })
  /** A server for each test, with only what the first start creates. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('server', async ({}, { onCleanup }) => {
    const server = await ConsoleServer.start();
    onCleanup(() => server.remove());
    return server;
  })
  /** Opens the console in a new browser context, without cookies and storage. */
  .extend('openConsole', async ({ browser, server }, { onCleanup }) => {
    const opened: ConsolePage[] = [];
    onCleanup(async () => {
      for (const page of opened) await page.close();
      for (const page of opened) page.expectNoFaults();
    });
    return async (look: Look = {}): Promise<ConsolePage> => {
      const page = await ConsolePage.open(browser, server, look);
      opened.push(page);
      return page;
    };
  });

/**
 * The same on one server for all tests of the file, which `prepare` puts something into.
 *
 * @example
 * const test = testOnOneServer((server) => server.manage('POST', '/projects', { name: 'School' }));
 */
export function testOnOneServer(
  prepare: (server: ConsoleServer) => Promise<unknown>,
  settings: Record<string, string> = {},
) {
  return (
    test
      // biome-ignore lint/correctness/noEmptyPattern: as above
      .extend('sharedServer', { scope: 'file' }, async ({}, { onCleanup }) => {
        const server = await ConsoleServer.start(settings);
        onCleanup(() => server.remove());
        await prepare(server);
        return server;
      })
      .extend('server', ({ sharedServer }) => sharedServer)
  );
}
