import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LANGUAGES, testOnOneServer } from './support/console-test.ts';

const ROOMS = 60;

/** More entries than fit on a page, among them a changed policy and key and a banned room. */
const test = testOnOneServer(async (server) => {
  const { id } = await server.manage<{ id: string }>('POST', '/projects', { name: 'Riverside School' });
  const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
  for (let count = 0; count < ROOMS; count += 1)
    await server.manage('POST', '/rooms', { project: projects[0]?.id, name: `Room ${count}` });
  await server.manage('PATCH', `/projects/${id}`, {
    policy: { maxLifespanMs: { room: 86_400_000 }, maxRole: 'writer' },
  });
  await server.manage('PATCH', `/projects/${id}`, { policy: { maxRole: 'reader' }, name: 'Hillside School' });
  const { accessKey } = await server.manage<{ accessKey: string }>('POST', `/projects/${id}/keys`, {
    name: 'app server',
  });
  await server.manage('PATCH', `/keys/${accessKey}`, { disabled: true });
  const { uuid } = await server.manage<{ uuid: string }>('POST', '/rooms', { project: id, name: 'Algebra' });
  await server.manage('PATCH', `/rooms/${uuid}`, { isBan: true });
  await server.command('projects', 'create', 'made by a command');
});

describe.each(LANGUAGES)('the audit log ($language)', ({ language, texts: { audit, common } }) => {
  const rows = (page: Page) =>
    page.getByRole('table', { name: audit.title }).getByRole('rowgroup').last().getByRole('row');

  test('shows who changed what, page by page', async ({ openConsole }) => {
    const opened = await openConsole({ language, isSignedIn: true, path: '/audit' });
    const { page } = opened;
    // The newest of two.
    const renamed = rows(page)
      .filter({ hasText: audit.actions['project.update'] })
      .filter({ hasText: 'Riverside School' });
    await renamed.first().waitFor();
    const text = (await renamed.first().textContent()) ?? '';
    for (const part of ['Hillside School', 'writer', 'reader', audit.values.none, audit.actors.admin])
      expect(text).toContain(part);
    // Unchanged fields are not shown.
    expect(text).not.toContain(audit.fields.disabled);
    await rows(page).filter({ hasText: audit.ban }).waitFor();
    await rows(page)
      .filter({ hasText: audit.actors.command.split('{{')[0] ?? '' })
      .filter({ hasText: 'made by a command' })
      .waitFor();
    expect(await rows(page).count()).toBe(50);
    await page.getByRole('button', { name: common.pager.next }).click();
    await expect.poll(() => rows(page).count()).toBeLessThan(50);
    // The page is in the address.
    await page.reload();
    await page.getByText(common.pager.page.replace('{{number}}', '2')).waitFor();
    await page.getByRole('button', { name: common.pager.previous }).click();
    await expect.poll(() => rows(page).count()).toBe(50);
  });

  test('is filtered by action, actor, project, object and time, and a reload keeps the filters', async ({
    openConsole,
  }) => {
    const opened = await openConsole({ language, isSignedIn: true, path: '/audit' });
    const { page } = opened;
    await page.getByRole('combobox', { name: audit.filters.action, exact: true }).click();
    await page.getByRole('option', { name: audit.actions['key.update'], exact: true }).click();
    await expect.poll(() => rows(page).count()).toBe(1);
    // An entry links to all entries for its object.
    await rows(page).getByRole('link').click();
    await expect.poll(() => rows(page).count()).toBe(2);
    await page.reload();
    await expect.poll(() => rows(page).count()).toBe(2);
    expect(await page.getByRole('textbox', { name: audit.filters.subject }).inputValue()).not.toBe('');
    await page.getByRole('button', { name: audit.filters.clear }).click();
    await expect.poll(() => rows(page).count()).toBe(50);

    await page.getByRole('combobox', { name: audit.filters.actor }).fill('start');
    await expect.poll(() => rows(page).count()).toBe(2);
    const project = page.getByRole('combobox', { name: common.select.project });
    await project.click();
    await page.getByRole('option', { name: 'made by a command' }).click();
    await page.getByRole('heading', { name: audit.noMatch.title }).waitFor();
    await opened.checkLooks('audit-no-match');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('main').getByRole('button', { name: audit.filters.clear }).last().click();

    await project.click();
    await page.getByRole('option', { name: 'Hillside School' }).click();
    await expect.poll(() => rows(page).count()).toBe(7);
    await opened.checkLooks('audit');
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.getByRole('button', { name: audit.filters.clear }).click();
    await page.getByLabel(audit.filters.until).fill('2020-01-02T03:04');
    await page.getByRole('heading', { name: audit.noMatch.title }).waitFor();
    await page.getByLabel(audit.filters.until).fill('');
    await page.getByLabel(audit.filters.from).fill('2020-01-02T03:04');
    await expect.poll(() => rows(page).count()).toBe(50);
  });
});
