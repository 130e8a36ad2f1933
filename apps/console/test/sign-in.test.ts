import { describe, expect } from 'vitest';
import { ADMIN_TOKEN } from './support/console-server.ts';
import { LANGUAGES, test } from './support/console-test.ts';

describe.each(LANGUAGES)(
  'signing in ($language)',
  ({ language, texts: { signIn, shell, overview, projects, common } }) => {
    test('the admin token signs in; signing out ends the session', async ({ openConsole }) => {
      const { page } = await openConsole({ language });
      await page.getByLabel(signIn.adminToken, { exact: true }).fill(ADMIN_TOKEN);
      await page.getByRole('button', { name: signIn.submit }).click();
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor();
      expect(await page.title()).toBe(`${overview.title} · Boardgate`);

      await page.reload();
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor();

      await page.getByRole('button', { name: shell.signOut }).click();
      await page.getByLabel(signIn.adminToken, { exact: true }).waitFor();
      await page.reload();
      await page.getByLabel(signIn.adminToken, { exact: true }).waitFor();
    });

    test('a wrong admin token is refused and stays in its field', async ({ openConsole }) => {
      const { page } = await openConsole({ language, expected: [401] });
      const field = page.getByLabel(signIn.adminToken, { exact: true });
      await field.fill('boardgate_admin_mistyped');
      await page.keyboard.press('Enter');
      await page.getByText(signIn.wrong).waitFor();
      expect(await field.inputValue()).toBe('boardgate_admin_mistyped');
    });

    test('after five failed attempts the page tells how long to wait', async ({ openConsole }) => {
      const { page } = await openConsole({ language, expected: [401, 429] });
      await page.getByLabel(signIn.adminToken, { exact: true }).fill('boardgate_admin_mistyped');
      const tooMany = page.getByText(beginningOf(common.errors.tooMany_other));
      for (let tries = 0; tries < 10 && !(await tooMany.isVisible()); tries += 1) {
        const answered = page.waitForResponse((response) => response.url().endsWith('/v1/session'));
        await page.getByRole('button', { name: signIn.submit }).click();
        await answered;
      }
      await tooMany.waitFor();
    });

    test('an empty field shows an error', async ({ openConsole }) => {
      const { page } = await openConsole({ language });
      await page.getByRole('button', { name: signIn.submit }).click();
      await page.getByText(signIn.missing).waitFor();
    });

    test('a link signs in also when it is pasted into the tab that asks for the admin token', async ({
      openConsole,
      server,
    }) => {
      const { page } = await openConsole({ language, expected: [401] });
      await page.getByLabel(signIn.adminToken, { exact: true }).waitFor();
      await page.evaluate(() => location.assign('#code=expired'));
      await page.getByText(signIn.badLink).waitFor();
      const { hash } = new URL(await server.signInLink());
      await page.evaluate((pasted) => location.assign(pasted), hash);
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor();
      expect(page.url()).not.toContain('code');
    });

    test('a link signs in once, and its code is removed from the address at once', async ({
      openConsole,
      server,
    }) => {
      const link = new URL(await server.signInLink());
      const { page } = await openConsole({ language, path: link.hash });
      await page.getByRole('heading', { level: 1, name: overview.title }).waitFor();
      expect(page.url()).not.toContain('code');
      expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);

      const { page: another } = await openConsole({ language, path: link.hash, expected: [401] });
      await another.getByText(signIn.badLink).waitFor();
      expect(another.url()).not.toContain('code');
    });

    test('a session that ends in the middle of a form loses no input: the person signs in and continues', async ({
      openConsole,
      server,
    }) => {
      const opened = await openConsole({ language, path: '/projects', isSignedIn: true, expected: [401] });
      const { page } = opened;
      await page.getByRole('button', { name: projects.create.open }).click();
      const form = page.getByRole('dialog', { name: projects.create.title });
      await form.getByRole('textbox', { name: projects.name }).fill('half typed');
      await opened.endSession();
      await form.getByRole('button', { name: projects.create.submit }).click();

      const dialog = page.getByRole('dialog', { name: signIn.again.title });
      await dialog.getByLabel(signIn.adminToken, { exact: true }).fill(ADMIN_TOKEN);
      await dialog.getByRole('button', { name: signIn.submit }).click();
      // The refused request is sent again unchanged.
      await page.getByRole('heading', { level: 1, name: 'half typed' }).waitFor();
      await form.waitFor({ state: 'hidden' });
      const { projects: stored } = await server.manage<{ projects: { name: string }[] }>('GET', '/projects');
      expect(stored.map(({ name }) => name)).toEqual(['default', 'half typed']);
    });

    test('an unreachable server loses no input, and the page continues when it is back', async ({
      openConsole,
      server,
    }) => {
      const { page } = await openConsole({
        language,
        path: '/projects',
        isSignedIn: true,
        expected: ['unreachable'],
      });
      await page.getByRole('button', { name: projects.create.open }).click();
      const form = page.getByRole('dialog', { name: projects.create.title });
      await form.getByRole('textbox', { name: projects.name }).fill('half typed');
      await server.kill();
      await form.getByRole('button', { name: projects.create.submit }).click();
      await form.getByText(common.errors.unreachable).waitFor();
      await page.getByText(shell.lost.title, { exact: true }).waitFor();

      await server.startAgain();
      await page.getByText(shell.lost.title, { exact: true }).waitFor({ state: 'hidden' });
      await form.getByRole('button', { name: projects.create.submit }).click();
      await page.getByRole('heading', { level: 1, name: 'half typed' }).waitFor();
    });

    test('is accessible in light and dark, on a phone and on a desktop', async ({ openConsole }) => {
      const opened = await openConsole({ language, expected: [401] });
      await opened.page.getByLabel(signIn.adminToken, { exact: true }).fill('mistyped');
      await opened.page.keyboard.press('Enter');
      await opened.page.getByText(signIn.wrong).waitFor();
      await opened.checkLooks('sign-in');
    });
  },
);

/** A text up to its first placeholder. */
function beginningOf(text: string): string {
  return text.split('{{')[0]?.trim() ?? text;
}
