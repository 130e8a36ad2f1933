import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import type { ConsolePage } from './support/console-page.ts';
import { ConsoleServer } from './support/console-server.ts';
import { test as base, LANGUAGES } from './support/console-test.ts';
import { SlowHost } from './support/slow-host.ts';

interface Task {
  readonly uuid: string;
  readonly status: string;
  readonly priority: string;
  readonly links: readonly string[];
}

const DOCUMENT = fileURLToPath(
  new URL('../../../packages/renderer/test/fixtures/documents/one-page.pdf', import.meta.url),
);

const startServer = (documents: SlowHost) =>
  ConsoleServer.start({
    BOARDGATE_CONVERSION_ALLOW_HOSTS: documents.host,
    BOARDGATE_CONVERSION_CONCURRENCY: '1',
  });

/** A server that downloads from a test host and converts one document at a time. The tests of this file share it. */
const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there which fixtures this one uses
  .extend('documents', { scope: 'file' }, async ({}, { onCleanup }) => {
    const documents = await SlowHost.start();
    onCleanup(() => documents.stop());
    return documents;
  })
  .extend('sharedServer', { scope: 'file' }, async ({ documents }, { onCleanup }) => {
    const server = await startServer(documents);
    onCleanup(() => server.remove());
    return server;
  })
  .extend('server', ({ sharedServer }) => sharedServer);

const testFromEmpty = test.extend('server', async ({ documents }, { onCleanup }) => {
  const server = await startServer(documents);
  onCleanup(() => server.remove());
  return server;
});

describe.each(LANGUAGES)(
  'conversions ($language)',
  ({ language, texts: { conversions, causes, common } }) => {
    const open = (page: ConsolePage['page']) => page.getByRole('dialog', { name: conversions.details });
    const row = (page: ConsolePage['page'], document: string) =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: document, exact: true }) })
        .first();

    testFromEmpty(
      'on an empty server, a document is converted from its URL, and the links of its pages are copied',
      async ({ openConsole, server, documents }) => {
        const opened = await openConsole({ language, path: '/conversions', isSignedIn: true });
        const { page } = opened;
        await page.getByRole('heading', { name: conversions.empty.title }).waitFor();

        // Keyboard only
        await page
          .getByRole('main')
          .getByRole('button', { name: conversions.start.open })
          .last()
          .press('Enter');
        const form = page.getByRole('dialog', { name: conversions.start.title });
        const address = form.getByRole('textbox', { name: conversions.start.resource });
        await expect.poll(() => address.evaluate((field) => field === document.activeElement)).toBe(true);
        await opened.checkLooks('conversions-start');
        await page.setViewportSize({ width: 1440, height: 900 });
        await address.fill(documents.urlOf('slow/thirty-pages.pdf'));
        await page.keyboard.press('Enter');

        const shown = row(page, 'thirty-pages.pdf');
        await shown.getByRole('progressbar', { name: conversions.progress.label }).waitFor();
        await shown.getByText(common.status.converting, { exact: true }).waitFor();
        documents.letGo();
        await shown.getByText(common.status.finished, { exact: true }).waitFor();
        const picture = shown.getByRole('img', { name: nameOf(conversions.pageNumber, 1) });
        await expect
          .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
          .toBeGreaterThan(0);

        await page.getByRole('button', { name: 'thirty-pages.pdf' }).press('Enter');
        const task = open(page);
        await task.getByRole('button', { name: nameOf(common.copyNamed, conversions.links.all) }).click();
        const [stored] = (await server.manage<{ tasks: Task[] }>('GET', '/tasks')).tasks;
        expect(stored?.links).toHaveLength(30);
        await expect.poll(() => opened.clipboard()).toBe(stored?.links.join('\n'));
        await task.getByRole('button', { name: common.loadMore }).click();
        await task.getByRole('img', { name: nameOf(conversions.pageNumber, 30) }).scrollIntoViewIfNeeded();
        await task.getByText(conversions.links.explanation).scrollIntoViewIfNeeded();
        await opened.checkLooks('conversions-pages');
      },
    );

    testFromEmpty('a file of this computer is uploaded and converted', async ({ openConsole }) => {
      const opened = await openConsole({ language, path: '/conversions', isSignedIn: true });
      const { page } = opened;
      await page.getByRole('main').getByRole('button', { name: conversions.start.open }).last().click();
      const form = page.getByRole('dialog', { name: conversions.start.title });
      await form
        .getByRole('radiogroup', { name: conversions.start.source })
        .getByText(conversions.start.sources.file)
        .click();
      const chosen = page.waitForEvent('filechooser');
      await form.getByRole('button', { name: conversions.start.file }).click();
      await (await chosen).setFiles(DOCUMENT);
      await form.getByText('one-page.pdf').waitFor();
      await opened.checkLooks('conversions-upload');
      await page.setViewportSize({ width: 1440, height: 900 });
      await form.getByRole('button', { name: conversions.start.submit, exact: true }).click();
      await row(page, 'one-page.pdf').getByText(common.status.finished, { exact: true }).waitFor();
    });

    test('the web page of slides opens in a tab of its own', async ({ openConsole, server }) => {
      const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
      const resource = 'https://files.example.org/deck.pptx';
      const order = { project: projects[0]?.id, resource, type: 'dynamic' };
      const { uuid } = await server.manage<Task>('POST', '/tasks', order);
      const { page } = await openConsole({ language, path: '/conversions', isSignedIn: true });
      const link = `${server.url}/console/icon.svg?index.html`;
      // As once it has been converted.
      await page.route(`**/v1/tasks/${uuid}`, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), links: [link] } });
      });
      await row(page, 'deck.pptx').getByRole('button').first().click();
      const opens = open(page).getByRole('link', { name: conversions.links.open, exact: true });
      expect(await opens.getAttribute('href')).toBe(link);
      expect(await opens.getAttribute('target')).toBe('_blank');
    });

    test('a waiting conversion is moved, cancelled and run again', async ({
      openConsole,
      server,
      documents,
    }) => {
      const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
      const start = (path: string) =>
        server.manage<Task>('POST', '/tasks', { project: projects[0]?.id, resource: documents.urlOf(path) });
      await start('slow/one-page.pdf');
      const { uuid } = await start('scanned-8p.pdf');
      const moved = () => server.manage<Task>('GET', `/tasks/${uuid}`);
      const { page } = await openConsole({ language, path: '/conversions', isSignedIn: true });
      await row(page, 'scanned-8p.pdf').getByRole('button').first().click();
      const task = open(page);
      await task.getByText(conversions.priorities.normal, { exact: true }).waitFor();
      await task.getByRole('button', { name: conversions.actions.first }).click();
      await task.getByText(conversions.priorities.highest, { exact: true }).waitFor();
      await task.getByRole('button', { name: conversions.actions.last }).click();
      await task.getByText(conversions.priorities.lowest, { exact: true }).waitFor();
      expect(await moved()).toMatchObject({ priority: 'lowest' });

      await task.getByRole('button', { name: conversions.actions.cancel }).click();
      await task.getByText(common.status.cancelled, { exact: true }).waitFor();
      await task.getByRole('button', { name: conversions.actions.retry }).click();
      await task.getByText(conversions.progress.inLine, { exact: true }).waitFor();
      documents.letGo();
      await task.getByText(common.status.finished, { exact: true }).waitFor();
    });

    test('a failed conversion tells why and what to do; an invalid URL stays in its field', async ({
      openConsole,
      server,
      documents,
    }) => {
      const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
      const start = (path: string, more = {}) => {
        const order = { project: projects[0]?.id, resource: documents.urlOf(path), ...more };
        return server.manage<Task>('POST', '/tasks', order);
      };
      await start('nowhere.pdf', { webhookEndpoint: documents.urlOf('hook'), webhookRetry: 0 });
      await start('encrypted-userpw-aes256.pdf');
      await start('one-page.pdf', { type: 'dynamic' });
      const opened = await openConsole({ language, path: '/conversions', isSignedIn: true, expected: [400] });
      const { page } = opened;
      const { failure } = conversions;
      await row(page, 'nowhere.pdf').getByText(failure.download.title).waitFor();
      await row(page, 'encrypted-userpw-aes256.pdf').getByText(failure.unsupported.title).waitFor();
      await row(page, 'one-page.pdf').getByText(failure.dynamicOnly.title).waitFor();
      await opened.checkLooks('conversions-failed');
      await page.setViewportSize({ width: 1440, height: 900 });
      await row(page, 'nowhere.pdf').getByRole('button').first().click();
      await open(page).getByText(failure.download.advice).waitFor();
      await open(page).getByText(nameOf(causes.hostStatus, 404)).waitFor();
      await open(page).getByText(nameOf(causes.receiverStatus, 404)).waitFor();
      await open(page).getByText(conversions.deliveries.status.failed).waitFor();
      await open(page).getByText(nameOf(conversions.deliveries.answered, 404)).first().waitFor();
      await opened.checkLooks('conversions-failure');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.keyboard.press('Escape');
      await open(page).waitFor({ state: 'hidden' });

      await page.getByLabel(conversions.filters.state).selectOption('Finished');
      await row(page, 'nowhere.pdf').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: conversions.start.open }).click();
      const form = page.getByRole('dialog', { name: conversions.start.title });
      const address = form.getByRole('textbox', { name: conversions.start.resource });
      await address.fill('ftp://example.com/a.pdf');
      await form.getByRole('button', { name: conversions.start.submit }).click();
      await form.getByRole('alert').waitFor();
      expect(await address.inputValue()).toBe('ftp://example.com/a.pdf');
    });
  },
);

const nameOf = (text: string, value: string | number) => text.replace(/{{\w+}}/, String(value));
