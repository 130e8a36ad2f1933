import { describe, expect } from 'vitest';
import type { ConsoleServer } from './support/console-server.ts';
import { LANGUAGES, test } from './support/console-test.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Key {
  readonly accessKey: string;
  readonly state: string;
  readonly expiresAt: string | null;
}

describe.each(LANGUAGES)(
  'projects and keys ($language)',
  ({ language, texts: { projects, tokens, shell, common, inspector } }) => {
    const { keys } = projects;

    test('with an empty server the mouse alone leads to a project, its keys and a test SDK token', async ({
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
      await dialog.getByText(common.copied).waitFor();
      expect(await opened.clipboard()).toBe(secretKey);
      // What is shown once is not lost by a slip of the finger.
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

    test('a project is renamed, limited, disabled, enabled, and deleted with its name typed', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<Named>('POST', '/projects', { name: 'school' });
      const { page } = await openConsole({ language, isSignedIn: true, path: '/projects' });
      await page.getByRole('link', { name: 'school' }).click();
      const copy = page.getByRole('button', {
        name: named(common.copyNamed, projects.identity.appIdentifier),
      });
      await copy.waitFor();

      await page.getByRole('button', { name: projects.rename.open }).click();
      await page.getByRole('dialog').getByLabel(projects.name).fill('university');
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
      await limits.getByRole('button', { name: projects.save }).click();
      await limits.waitFor({ state: 'hidden' });
      await page.getByText(projects.policy.forbidden, { exact: true }).waitFor();
      expect((await server.manage<{ policy: unknown }>('GET', `/projects/${id}`)).policy).toEqual({
        maxLifespanMs: { room: 7_200_000 },
        allowPermanentTokens: false,
        maxRole: 'writer',
        conversions: { maxBytes: 1_500_000_000 },
      });

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
    });

    test('a key is imported, rotated with both pairs beside each other, and deleted with its access key typed', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<Named>('POST', '/projects', { name: 'school' });
      const opened = await openConsole({
        language,
        isSignedIn: true,
        path: `/projects/${id}`,
        expected: [409],
      });
      const { page } = opened;
      const keysOf = async () => (await server.manage<{ keys: Key[] }>('GET', `/keys?project=${id}`)).keys;

      await page.getByRole('button', { name: keys.import.open }).click();
      const imported = page.getByRole('dialog', { name: keys.import.title });
      await imported.getByLabel(keys.accessKey).fill('old-access-key');
      await imported.getByLabel(keys.secretKey).fill('a-secret-key-of-long-ago');
      await page.keyboard.press('Enter');
      await imported.waitFor({ state: 'hidden' });

      // The same again is refused, and what was typed stays.
      await page.getByRole('button', { name: keys.import.open }).click();
      await imported.getByLabel(keys.accessKey).fill('old-access-key');
      await imported.getByLabel(keys.secretKey).fill('another');
      await page.keyboard.press('Enter');
      await imported.getByText('the access key old-access-key exists already').waitFor();
      expect(await imported.getByLabel(keys.accessKey).inputValue()).toBe('old-access-key');
      await imported.getByRole('button', { name: common.cancel }).click();

      const menu = page.getByRole('button', {
        name: keys.actionsOf.replace('{{accessKey}}', 'old-access-key'),
      });
      await menu.click();
      await page.getByRole('menuitem', { name: keys.rename.open }).click();
      await page.getByRole('dialog').getByLabel(keys.name).fill('lesson server');
      await page.keyboard.press('Enter');
      await page.getByText('lesson server').waitFor();

      await menu.click();
      await page.getByRole('menuitem', { name: keys.rotate.open }).click();
      const rotate = page.getByRole('dialog', { name: keys.rotate.title });
      await rotate.getByRole('button', { name: keys.rotate.submit }).click();
      const next = await rotate.getByLabel(keys.accessKey, { exact: true }).inputValue();
      await rotate.getByRole('button', { name: keys.create.done }).click();
      const rotation = page.getByRole('region', { name: keys.rotation.title });
      await rotation.getByText('old-access-key').waitFor();
      await rotation.getByText(next).waitFor();
      await rotation.getByText(keys.rotation.newUnused).waitFor();
      await opened.checkLooks('project');
      await page.setViewportSize({ width: 1440, height: 900 });
      const [old] = await keysOf();
      expect(Date.parse(old?.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000);

      await rotation.getByRole('button', { name: keys.rotation.endNow }).click();
      await page.getByRole('button', { name: keys.disable.submit }).click();
      await rotation.waitFor({ state: 'hidden' });
      expect((await keysOf()).map(({ state }) => state)).toEqual(['disabled', 'enabled']);

      await menu.click();
      await page.getByRole('menuitem', { name: keys.delete.open }).click();
      await page
        .getByLabel(common.confirmByName.label.replace('{{name}}', 'old-access-key'))
        .fill('old-access-key');
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'detached' });
      expect((await keysOf()).map(({ accessKey }) => accessKey)).toEqual([next]);
    });

    test('a key ends at a time to come, and no other', async ({ openConsole, server }) => {
      const { id } = await server.manage<Named>('POST', '/projects', { name: 'school' });
      const { page } = await openConsole({ language, isSignedIn: true, path: `/projects/${id}` });
      await page.getByRole('button', { name: keys.create.open }).click();
      await page.getByLabel(keys.expiry.at).check();
      await page.getByLabel(keys.expiry.atLabel).fill('2020-01-01T12:00');
      await page.getByRole('dialog').getByRole('button', { name: keys.create.submit }).click();
      await page.getByText(keys.expiry.required).waitFor();
      await page.getByLabel(keys.expiry.atLabel).fill('2099-01-01T12:00');
      await page.getByRole('dialog').getByRole('button', { name: keys.create.submit }).click();
      await page.getByRole('button', { name: keys.create.done }).click();
      const { keys: stored } = await server.manage<{ keys: Key[] }>('GET', `/keys?project=${id}`);
      expect(stored[0]?.expiresAt).toBe(new Date('2099-01-01T12:00').toISOString());
    });

    test('the webhook secret is shown on request, hidden again, and replaced', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<Named>('POST', '/projects', { name: 'school' });
      const { page } = await openConsole({ language, isSignedIn: true, path: `/projects/${id}` });
      await page.getByRole('button', { name: projects.webhook.show }).click();
      const field = page.getByRole('textbox', { name: projects.webhook.secret });
      const first = await field.inputValue();
      expect(first).toMatch(/^whsec_/);
      await page.getByRole('button', { name: projects.webhook.hide }).click();
      await field.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: projects.webhook.replace }).click();
      await page.getByRole('button', { name: projects.webhook.replaceSubmit }).click();
      expect(await field.inputValue()).not.toBe(first);
    });

    test('a project that is not there says so', async ({ openConsole }) => {
      const { page } = await openConsole({
        language,
        isSignedIn: true,
        path: '/projects/00000000-0000-4000-8000-000000000000',
        expected: [404],
      });
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
