import { ERRORS } from 'boardgate';
import { describe, expect } from 'vitest';
import { en } from '../src/i18n/en/index.ts';
import type { ConsoleServer } from './support/console-server.ts';
import { LANGUAGES, test as onEmptyServer, testOnOneServer } from './support/console-test.ts';

interface Project {
  readonly id: string;
  readonly name: string;
}

const HOUR_MS = 3_600_000;

/** A server with activity: tokens of two kinds, and refusals. */
const test = testOnOneServer(async (server) => {
  const project = await server.manage<Project>('POST', '/projects', { name: 'Riverside School' });
  await server.manage('POST', `/projects/${project.id}/keys`, { name: 'app server' });
  for (let count = 0; count < 3; count += 1) await issue(server, 'sdk', project.id);
  const { uuid } = await server.manage<{ uuid: string }>('POST', '/rooms', { project: project.id });
  await issue(server, 'room', project.id, uuid);
  for (const token of ['', 'NETLESSSDK_', 'NETLESSSDK_bm90aGluZw'])
    await fetch(`${server.url}/v5/rooms`, { headers: { region: 'us-sv', token } });
  await fetch(`${server.url}/v5/rooms`);
  await written(server, 3);
});

async function issue(server: ConsoleServer, kind: 'sdk' | 'room', project: string, uuid?: string) {
  await server.manage('POST', '/tokens', { kind, project, role: 'admin', lifespan: HOUR_MS, uuid });
}

/** Counts are written once a second. */
async function written(server: ConsoleServer, sdk: number): Promise<void> {
  await expect
    .poll(async () => {
      const { buckets } = await server.manage<{ buckets: { issued: { sdk: number } }[] }>(
        'GET',
        '/overview?range=month',
      );
      return buckets.reduce((sum, { issued }) => sum + issued.sdk, 0);
    })
    .toBe(sdk);
}

test('every reason for a refusal has a sentence', () => {
  expect(Object.keys(en.overview.reasons).sort()).toEqual(Object.keys(ERRORS).sort());
});

describe.each(LANGUAGES)(
  'the overview ($language)',
  ({ language, texts: { overview, projects, common } }) => {
    const total = (name: string) => `:text-is("${name}") + :text-matches("^\\\\d+$")`;

    test('is shown in a browser whose language has a name that is in no standard', async ({
      openConsole,
    }) => {
      const { page } = await openConsole({ language, isSignedIn: true });
      await page.addInitScript((name) => {
        Object.defineProperty(navigator, 'language', { value: name, configurable: true });
        Object.defineProperty(navigator, 'languages', { value: [name], configurable: true });
      }, `${language}@posix`);
      await page.reload();
      expect(await page.locator(total(overview.totals.sdk)).textContent()).toBe('3');
    });

    test('shows how many tokens were issued, why requests were refused, and which keys are busiest', async ({
      openConsole,
    }) => {
      const { page } = await openConsole({ language, isSignedIn: true });
      expect(await page.locator(total(overview.totals.sdk)).textContent()).toBe('3');
      expect(await page.locator(total(overview.totals.room)).textContent()).toBe('1');
      expect(await page.locator(total(overview.totals.refusals)).textContent()).toBe('4');
      await page.getByText(overview.reasons['token-format']).waitFor();
      await page.getByText(overview.reasons['region-missing']).waitFor();
      const chart = overview.overTime.issuedLabel.replace('{{sdk}}', '3').replace('{{room}}', '1');
      await page.getByRole('img', { name: chart.replace('{{task}}', '0') }).waitFor();

      await page.getByRole('link', { name: /^app server/ }).click();
      await page.getByRole('link', { name: common.backTo.replace('{{page}}', projects.title) }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/console\/projects\/[\w-]+$/);
    });

    test('shows its figures as a table and changes its range with the keyboard alone', async ({
      openConsole,
    }) => {
      const { page } = await openConsole({ language, isSignedIn: true });
      const button = page.getByRole('button', { name: overview.overTime.showTable });
      await button.focus();
      await page.keyboard.press('Enter');
      const table = page.getByRole('table', { name: overview.overTime.tableLabel });
      expect(await table.getByRole('row').count()).toBe(2 + 60);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
        overview.overTime.tableLabel,
      );

      await page.getByRole('radio', { name: overview.ranges.hour }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.getByText(overview.overTime.steps.month).waitFor();
      await expect.poll(() => table.getByRole('row').count()).toBe(2 + 30);
      await page.reload();
      await page.getByText(overview.overTime.steps.month).waitFor();
      expect(await page.locator(total(overview.totals.sdk)).textContent()).toBe('3');
    });

    test('is accessible in light and dark, on a phone and on a desktop', async ({ openConsole }) => {
      const opened = await openConsole({ language, isSignedIn: true });
      await opened.page.getByRole('button', { name: overview.overTime.showTable }).click();
      await opened.page.getByRole('table', { name: overview.overTime.tableLabel }).waitFor();
      await opened.checkLooks('overview');
    });
  },
);

describe.each(LANGUAGES)('the overview of an empty server ($language)', ({ language, texts }) => {
  const { overview } = texts;

  onEmptyServer(
    'leads to a Room token step by step, marks finished steps, and can be hidden',
    async ({ openConsole, server }) => {
      const opened = await openConsole({ language, isSignedIn: true });
      const { page } = opened;
      const steps = page.getByRole('region', { name: overview.firstSteps.title }).getByRole('listitem');
      const done = steps.filter({ hasText: overview.firstSteps.done });
      await steps.first().waitFor();
      expect(await steps.count()).toBe(4);
      // The first start has created a key pair.
      expect(await done.allTextContents()).toEqual([expect.stringContaining(overview.firstSteps.keys.title)]);
      await opened.checkLooks('overview-empty');

      const { projects } = await server.manage<{ projects: Project[] }>('GET', '/projects');
      const project = projects[0]?.id ?? '';
      const { uuid } = await server.manage<{ uuid: string }>('POST', '/rooms', { project });
      await issue(server, 'sdk', project);
      await written(server, 1);
      // Without reloading
      await expect.poll(() => done.count()).toBe(3);

      await page.getByRole('link', { name: overview.firstSteps.room.title }).click();
      await page.getByRole('heading', { level: 1, name: texts.rooms.title, exact: true }).waitFor();
      await page.goBack();
      await page.getByRole('button', { name: overview.firstSteps.hide }).click();
      await steps.first().waitFor({ state: 'hidden' });
      await page.reload();
      await page.getByText(overview.totals.sdk).waitFor();
      expect(await steps.count()).toBe(0);
      expect(uuid).not.toBe('');
    },
  );
});

onEmptyServer(
  'updates without redrawing the chart or extending the session, and tells when it cannot',
  async ({ openConsole, server }) => {
    const { page } = await openConsole({ isSignedIn: true, expected: ['unreachable'] });
    const asked: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/overview?range=hour'))
        asked.push(request.headers()['x-boardgate-console']);
    });
    const { projects } = await server.manage<{ projects: Project[] }>('GET', '/projects');
    const project = projects[0]?.id ?? '';
    await issue(server, 'sdk', project);
    const chart = page.getByRole('img', { name: en.overview.overTime.issuedLabel.split('{{')[0] ?? '' });
    await chart.waitFor();
    const canvas = await chart.locator('canvas').elementHandle();
    await issue(server, 'sdk', project);
    await page.locator(`:text-is("${en.overview.totals.sdk}") + :text-is("2")`).waitFor();
    expect(await canvas?.evaluate((element) => element.isConnected)).toBe(true);
    // The first request may still count as the person's.
    expect(new Set(asked.slice(1))).toEqual(new Set(['background']));

    await server.kill();
    await page.getByText(en.overview.freshness.unreachable).waitFor();
    await page.getByText(en.overview.totals.sdk).waitFor();
    await server.startAgain();
    await page.getByText(en.overview.freshness.unreachable).waitFor({ state: 'hidden' });
  },
);
