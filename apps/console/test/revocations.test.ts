import { describe, expect } from 'vitest';
import { LANGUAGES, test } from './support/console-test.ts';

interface Pair {
  readonly accessKey: string;
}

describe.each(LANGUAGES)(
  'the revocations page ($language)',
  ({ language, texts: { revocations, common, shell } }) => {
    const { revoke, takeBack, filters } = revocations;

    test('tokens of a key are revoked, found at the key, and taken back after a question', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<{ id: string }>('POST', '/projects', { name: 'school' });
      const { accessKey } = await server.manage<Pair>('POST', `/projects/${id}/keys`, {});
      const { token } = await server.manage<{ token: string }>('POST', '/tokens', {
        kind: 'sdk',
        role: 'admin',
        lifespan: 3_600_000,
        accessKey,
      });
      const isAccepted = async () =>
        (await server.manage<{ valid: boolean }>('POST', '/tokens/introspect', { token })).valid;
      const opened = await openConsole({ language, isSignedIn: true });
      const { page } = opened;
      await page.getByRole('link', { name: shell.pages.revocations, exact: true }).click();
      await page.getByRole('heading', { name: revocations.empty.title }).waitFor();
      await opened.checkLooks('revocations-empty');
      await page.setViewportSize({ width: 1440, height: 900 });

      await page.getByRole('main').getByRole('button', { name: revoke.open }).first().click();
      const form = page.getByRole('dialog', { name: revoke.title });
      await form.getByLabel(revoke.scope).selectOption('key');
      await form.getByRole('textbox', { name: revoke.subject.key }).fill(` ${accessKey} `);
      await form.getByRole('textbox', { name: revoke.reason }).fill('a laptop was stolen');
      await form.getByRole('button', { name: revoke.submit, exact: true }).click();
      const row = page.getByRole('row').filter({ hasText: 'a laptop was stolen' });
      await row.getByText(accessKey, { exact: true }).waitFor();
      expect(await isAccepted()).toBe(false);
      await opened.checkLooks('revocations');
      await page.setViewportSize({ width: 1440, height: 900 });

      // The key says so too, and leads back here.
      await page.goto(`/console/projects/${id}`);
      await page.getByRole('link', { name: beginningOf(revocations.keyRevoked) }).click();
      await row.waitFor();
      expect(await page.getByRole('textbox', { name: filters.of }).inputValue()).toBe(accessKey);
      await page.getByLabel(filters.scope).selectOption('room');
      await page.getByRole('heading', { name: revocations.noMatch.title }).waitFor();
      await page.getByRole('button', { name: filters.clear }).click();

      await row.getByRole('button', { name: takeBack.open }).click();
      const question = page.getByRole('dialog', { name: takeBack.question });
      await question.getByRole('button', { name: common.cancel }).click();
      await question.waitFor({ state: 'hidden' });
      expect(await isAccepted()).toBe(false);
      await row.getByRole('button', { name: takeBack.open }).click();
      await question.getByRole('button', { name: takeBack.submit }).click();
      await page.getByRole('heading', { name: revocations.empty.title }).waitFor();
      expect(await isAccepted()).toBe(true);
    });

    test('what cannot be revoked stays in its field, with what would be right', async ({ openConsole }) => {
      const { page } = await openConsole({
        language,
        isSignedIn: true,
        path: '/revocations',
        expected: [400],
      });
      await page.getByRole('main').getByRole('button', { name: revoke.open }).first().click();
      const form = page.getByRole('dialog', { name: revoke.title });
      await form.getByRole('textbox', { name: revoke.subject.token }).fill('NETLESSSDK_no_token');
      await form.getByRole('button', { name: revoke.submit, exact: true }).click();
      await form.getByRole('alert').waitFor();
      expect(await form.getByRole('textbox', { name: revoke.subject.token }).inputValue()).toBe(
        'NETLESSSDK_no_token',
      );
    });
  },
);

const beginningOf = (text: string) => text.split('{{')[0]?.trim() || (text.split('}}')[1]?.trim() ?? text);
