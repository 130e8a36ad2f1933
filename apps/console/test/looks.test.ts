import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import type { en } from '../src/i18n/en/index.ts';
import type { Texts } from '../src/i18n/texts.ts';
import { PAGES, type PageName } from '../src/routes.ts';
import { ConsoleServer } from './support/console-server.ts';
import { test as base, LANGUAGES } from './support/console-test.ts';
import { SlowHost } from './support/slow-host.ts';

const HOUR_MS = 3_600_000;
const LONG_NAME = 'Ünïted-Schools-of-the-Upper-and-Lower-Riverside-数学与自然科学教研组-2026';

interface Content {
  readonly project: string;
  readonly token: string;
}

/** A server in use: long names, open and banned rooms, finished and failed conversions, refusals. */
const test = base
  .extend(
    'inUse',
    { scope: 'file' },
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there which fixtures this one uses
    async ({}, { onCleanup }) => {
      const documents = await SlowHost.start();
      const server = await ConsoleServer.start({ BOARDGATE_CONVERSION_ALLOW_HOSTS: documents.host });
      onCleanup(async () => {
        await server.remove();
        await documents.stop();
      });
      return { server, ...(await fill(server, documents)) };
    },
  )
  .extend('server', ({ inUse }) => inUse.server);

async function fill(server: ConsoleServer, documents: SlowHost): Promise<Content> {
  const { id: project } = await server.manage<{ id: string }>('POST', '/projects', { name: LONG_NAME });
  const { accessKey } = await server.manage<{ accessKey: string }>('POST', `/projects/${project}/keys`, {
    name: 'app server',
  });
  await server.manage('PATCH', `/projects/${project}`, {
    policy: { maxLifespanMs: { room: 24 * HOUR_MS }, maxRole: 'writer' },
  });
  for (const name of [LONG_NAME, 'Algebra 7b', '几何', '']) {
    const { uuid } = await server.manage<{ uuid: string }>('POST', '/rooms', { project, name });
    if (name === '几何') await server.manage('PATCH', `/rooms/${uuid}`, { isBan: true });
  }
  for (const path of ['one-page.pdf', 'no-such-document.pdf', 'slow/thirty-pages.pdf'])
    await server.manage('POST', '/tasks', { project, resource: documents.urlOf(path) });
  const order = { kind: 'sdk', project, role: 'writer', lifespan: HOUR_MS };
  const { token } = await server.manage<{ token: string }>('POST', '/tokens', order);
  await server.manage('POST', `/keys/${accessKey}/rotate`, {
    validUntil: new Date(Date.now() + 24 * HOUR_MS).toISOString(),
  });
  for (const refused of ['', `${token}x`])
    await fetch(`${server.url}/v5/rooms`, { headers: { region: 'us-sv', token: refused } });
  return { project, token };
}

type AllTexts = Texts<typeof en>;

/** What to do on a page before its screenshots; by default nothing. */
const READY: Partial<Record<PageName, (page: Page, texts: AllTexts, content: Content) => Promise<void>>> = {
  overview: async (page, { overview }) => {
    await page.getByRole('button', { name: overview.firstSteps.hide }).click();
    await page.getByRole('button', { name: overview.overTime.showTable }).click();
  },
  tokens: async (page, { tokens, inspector }) => {
    await page.getByRole('button', { name: tokens.submit }).click();
    await page.getByText(inspector.acceptedText).waitFor();
  },
  inspector: async (page, { inspector }, { token }) => {
    await page.getByRole('textbox', { name: inspector.token }).fill(`Bearer ${token}`);
    await page.getByRole('button', { name: inspector.submit }).click();
    await page.getByText(inspector.mistakes['bearer-prefix']).waitFor();
  },
  rooms: (page) => page.getByText('Algebra 7b').waitFor(),
  conversions: async (page, { common }) => {
    await page.getByRole('table').getByText(common.status.finished, { exact: true }).first().waitFor();
    await page.getByRole('table').getByText(common.status.failed, { exact: true }).first().waitFor();
  },
  audit: (page, { audit }) => page.getByText(audit.ban).first().waitFor(),
  settings: (page) => page.getByText('BOARDGATE_HOST').waitFor(),
};

describe.each(LANGUAGES)(
  'is accessible in light and dark, on a phone and on a desktop ($language)',
  ({ language, texts }) => {
    test.for(PAGES)('the page $name', async ({ name, path }, { openConsole, inUse }) => {
      const opened = await openConsole({ language, isSignedIn: true, path });
      await opened.page.getByRole('heading', { level: 1, name: texts[name].title, exact: true }).waitFor();
      await READY[name]?.(opened.page, texts, inUse);
      await opened.checkLooks(`all-${name}`);
    });

    test('the page of one project', async ({ openConsole, inUse }) => {
      const opened = await openConsole({ language, isSignedIn: true, path: `/projects/${inUse.project}` });
      await opened.page.getByRole('heading', { level: 1, name: LONG_NAME }).waitFor();
      await opened.page.getByText(texts.projects.keys.rotation.title).waitFor();
      await opened.checkLooks('all-project');
    });
  },
);
