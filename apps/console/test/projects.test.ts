import { DEFAULT_QUOTAS } from 'boardgate';
import { describe, expect } from 'vitest';
import { USUAL_QUOTAS } from '../src/pages/projects/policy-draft.ts';
import type { ConsoleServer } from './support/console-server.ts';
import { LANGUAGES, test } from './support/console-test.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

test('the page’s default quotas are the server’s', () => {
  expect(USUAL_QUOTAS).toEqual(DEFAULT_QUOTAS);
});

describe.each(LANGUAGES)(
  'projects ($language)',
  ({ language, texts: { projects, tokens, shell, common, inspector, refusals } }) => {
    const { keys } = projects;

    test('on an empty server, the mouse alone leads to a project, its keys and a test SDK token', async ({
      openConsole,
      server,
    }) => {
      await deleteFirstProject(server);
      const opened = await openConsole({ language, isSignedIn: true });
      const { page } = opened;
      await page.getByRole('link', { name: shell.pages.projects, exact: true }).click();
      await page.getByRole('heading', { name: projects.empty.title }).waitFor();
      await opened.checkLooks('projects-empty');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('main').getByRole('button', { name: projects.create.open }).last().click();
      await page.getByRole('button', { name: projects.create.submit }).click();
      await page.getByRole('heading', { level: 1, name: projects.create.suggestion }).waitFor();

      await page.getByRole('heading', { name: keys.empty.title }).waitFor();
      await page.getByRole('button', { name: keys.create.open }).click();
      const dialog = page.getByRole('dialog', { name: keys.create.title });
      await dialog.getByRole('button', { name: keys.create.submit }).click();
      const secretKey = await dialog.getByLabel(keys.secretKey, { exact: true }).inputValue();
      await dialog.getByText(common.shownOnce).waitFor();
      await dialog.getByRole('button', { name: named(common.copyNamed, keys.secretKey) }).click();
      await dialog.getByText(common.copied, { exact: true }).waitFor();
      expect(await opened.clipboard()).toBe(secretKey);
      // Escape does not close a dialog whose content is shown once.
      await page.keyboard.press('Escape');
      await opened.checkLooks('keys-shown-once');
      await page.setViewportSize({ width: 1440, height: 900 });
      await dialog.getByRole('link', { name: keys.create.testToken }).click();

      await page.getByRole('heading', { level: 1, name: tokens.title }).waitFor();
      expect(page.url()).not.toContain(secretKey);
      await page.getByRole('button', { name: tokens.submit }).click();
      await page.getByText(inspector.acceptedText).waitFor();
      const token = await page.getByLabel(tokens.result.token, { exact: true }).inputValue();
      const room = await fetch(`${server.url}/v5/rooms`, {
        method: 'POST',
        headers: { token, region: 'us-sv' },
      });
      expect(room.status).toBe(201);
    });

    test('projects are found by any part of the name, with what they have', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<{ id: string }>('POST', '/projects', { name: 'Evening school' });
      await server.manage('POST', '/rooms', { project: id, name: 'Algebra' });
      const opened = await openConsole({ language, isSignedIn: true, path: '/projects' });
      const { page } = opened;
      await page.getByText(projects.count_other.replace('{{number}}', '2'), { exact: true }).waitFor();
      await page.getByRole('searchbox', { name: projects.filters.search }).fill('ING SCH');
      await page.getByRole('link', { name: 'default' }).waitFor({ state: 'hidden' });
      await opened.checkLooks('projects-found');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('link', { name: 'Evening school' }).click();
      await page.getByRole('link', { name: projects.counts.show.rooms }).click();
      await page.getByRole('button', { name: 'Algebra', exact: true }).waitFor();
      await page.goto('/console/projects?search=nobody');
      await page.getByRole('heading', { name: projects.noMatch.title }).waitFor();
    });

    test('a project is renamed, limited, disabled, enabled, and deleted after typing its name; its webhook secret is shown and replaced', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<Named>('POST', '/projects', { name: 'school' });
      const opened = await openConsole({
        language,
        isSignedIn: true,
        path: '/projects',
        expected: [404, 409],
      });
      const { page } = opened;
      await page.getByRole('link', { name: 'school' }).click();
      const copy = page.getByRole('button', {
        name: named(common.copyNamed, projects.identity.appIdentifier),
      });
      await copy.waitFor();

      await page.getByRole('button', { name: projects.rename.open }).click();
      const name = page.getByRole('dialog').getByLabel(projects.name);
      // The browser's message and the server's refusal are both in the page's language.
      await name.fill('');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => name.evaluate((field: HTMLInputElement) => field.validationMessage))
        .toBe(common.validation.required);
      await name.fill('default');
      await page.keyboard.press('Enter');
      await page.getByText(named(refusals['project-exists'], 'default')).waitFor();
      await opened.checkLooks('project-exists');
      await page.setViewportSize({ width: 1440, height: 900 });
      await name.fill('university');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'university' }).waitFor();

      await page.getByRole('button', { name: projects.policy.edit }).click();
      const limits = page.getByRole('dialog', { name: projects.policy.editTitle });
      const room = limits.getByRole('group', { name: projects.policy.kinds.room });
      await room.getByLabel(projects.policy.limitLifespan).check();
      await room.getByLabel(common.lifespan.amount).fill('2');
      await room.getByLabel(common.lifespan.unit).selectOption('hours');
      await limits.getByLabel(projects.policy.allowPermanent).uncheck();
      await limits.getByLabel(projects.policy.maxRole).selectOption('writer');
      await limits.getByLabel(projects.policy.quotas.maxBytes).fill('1.5');
      await opened.checkLooks('limits');
      await page.setViewportSize({ width: 1440, height: 900 });
      await limits.getByRole('button', { name: projects.save }).click();
      await limits.waitFor({ state: 'hidden' });
      await page.getByText(projects.policy.forbidden, { exact: true }).waitFor();
      expect((await server.manage<{ policy: unknown }>('GET', `/projects/${id}`)).policy).toEqual({
        maxLifespanMs: { room: 7_200_000 },
        allowPermanentTokens: false,
        maxRole: 'writer',
        conversions: { maxBytes: 1_500_000_000 },
      });

      await page.getByRole('button', { name: projects.webhook.show }).click();
      const field = page.getByRole('textbox', { name: projects.webhook.secret });
      const first = await field.inputValue();
      expect(first).toMatch(/^whsec_/);
      await page.getByRole('button', { name: projects.webhook.hide }).click();
      await field.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: projects.webhook.replace }).click();
      await page.getByRole('button', { name: projects.webhook.replaceSubmit }).click();
      expect(await field.inputValue()).not.toBe(first);

      await page.getByText(projects.delete.disableFirst).waitFor();
      await page.getByRole('button', { name: projects.disable.open, exact: true }).click();
      await page.getByRole('button', { name: projects.disable.submit }).click();
      await page.getByText(projects.disabledNotice.title).waitFor();
      await page.getByRole('button', { name: projects.enable.open, exact: true }).click();
      await page.getByText(projects.disabledNotice.title).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: projects.disable.open, exact: true }).click();
      await page.getByRole('button', { name: projects.disable.submit }).click();

      await page.getByRole('button', { name: projects.delete.open }).click();
      const typed = page.getByLabel(common.confirmByName.label.replace('{{name}}', 'university'));
      await typed.fill('school');
      await page.keyboard.press('Enter');
      await page.getByText(common.confirmByName.mismatch.replace('{{name}}', 'university')).waitFor();
      await typed.fill('university');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: projects.title }).waitFor();
      await page.getByRole('link', { name: 'university' }).waitFor({ state: 'detached' });

      await page.goto(`/console/projects/${id}`);
      await page.getByRole('link', { name: projects.missing.list }).click();
      await page.getByRole('link', { name: 'default' }).waitFor();
    });
  },
);

function named(text: string, name: string): string {
  return text.replace('{{name}}', name);
}

async function deleteFirstProject(server: ConsoleServer): Promise<void> {
  const { projects } = await server.manage<{ projects: Named[] }>('GET', '/projects');
  for (const { id } of projects) {
    await server.manage('PATCH', `/projects/${id}`, { disabled: true });
    await server.manage('DELETE', `/projects/${id}`);
  }
}
