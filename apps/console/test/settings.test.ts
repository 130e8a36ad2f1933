import { describe, expect } from 'vitest';
import { LANGUAGES, test, testOnOneServer } from './support/console-test.ts';

/** Without a configured admin token, unlike other tests, and without LibreOffice. */
const onFirstStart = testOnOneServer(async () => {}, {
  BOARDGATE_ADMIN_TOKEN: '',
  BOARDGATE_SOFFICE: '/no/such/soffice',
});

describe.each(LANGUAGES)(
  'settings ($language)',
  ({ language, texts: { settings, signIn, overview, common } }) => {
    test('are shown with secrets masked, and can be searched', async ({ openConsole }) => {
      const opened = await openConsole({ language, isSignedIn: true, path: '/settings' });
      const { page } = opened;
      const table = page.getByRole('table', { name: settings.configuration.title });
      await table.waitFor();

      const search = page.getByRole('searchbox', { name: settings.configuration.search });
      await search.fill('admin_token');
      expect(await table.getByRole('row').count()).toBe(2);
      await table.getByText('BOARDGATE_ADMIN_TOKEN').waitFor();
      await table.getByText(settings.configuration.masked).waitFor();
      await search.fill('no such setting');
      await page.getByText(settings.configuration.none).waitFor();
      expect(await page.content()).not.toContain('test-admin-token');

      const regions = page.getByRole('list', { name: settings.regions.title }).getByRole('listitem');
      expect(await regions.allTextContents()).toContain('cn-hz');
      await page.getByText(/^0\.1\.0$/).waitFor();
      // The configuration sets it here, so there is no button.
      expect(await page.getByRole('button', { name: settings.adminToken.replace }).count()).toBe(0);
    });

    onFirstStart(
      'a new admin token is shown once and signs in; the old one and every session end',
      async ({ openConsole, server }) => {
        const link = new URL(await server.signInLink());
        const { hash } = link;
        const opened = await openConsole({ language, path: `/settings${hash}`, expected: [401] });
        const { page } = opened;
        await page.getByText(settings.formats.missing, { exact: true }).first().waitFor();
        const install = page.getByRole('textbox', { name: settings.formats.command });
        expect(await install.inputValue()).toContain('libreoffice-writer');
        await opened.checkLooks('settings-formats-missing');
        await page.setViewportSize({ width: 1440, height: 900 });

        await page.getByRole('button', { name: settings.adminToken.replace }).click();
        const dialog = page.getByRole('dialog', { name: settings.adminToken.confirmTitle });
        await dialog.getByRole('button', { name: common.cancel }).click();
        await dialog.waitFor({ state: 'hidden' });
        await page.getByRole('button', { name: settings.adminToken.replace }).click();
        await dialog.getByRole('button', { name: settings.adminToken.confirm }).click();

        const field = page.getByRole('textbox', { name: settings.newToken.label });
        const token = await field.inputValue();
        expect(token).toMatch(/^boardgate_admin_\w/);
        expect(page.url()).not.toContain(token);
        await opened.checkLooks('settings-new-token');
        await page.setViewportSize({ width: 1440, height: 900 });
        // Returning to the tab must not cover the token with a dialog.
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        await page
          .getByRole('button', { name: common.copyNamed.replace('{{name}}', settings.newToken.label) })
          .click();
        expect(await opened.clipboard()).toBe(token);

        await page.getByRole('button', { name: settings.newToken.signIn }).click();
        await page.getByLabel(signIn.adminToken, { exact: true }).fill(token);
        await page.getByRole('button', { name: signIn.submit }).click();
        await page.getByRole('button', { name: settings.adminToken.replace }).waitFor();
        expect(await page.content()).not.toContain(token);
        await page.getByRole('link', { name: overview.title }).click();
        await page.getByRole('heading', { level: 1, name: overview.title }).waitFor();
      },
    );
  },
);
