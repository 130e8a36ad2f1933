import { describe, expect } from 'vitest';
import { LANGUAGES, test } from './support/console-test.ts';

interface Key {
  readonly accessKey: string;
  readonly state: string;
  readonly expiresAt: string | null;
}

describe.each(LANGUAGES)('access keys ($language)', ({ language, texts: { projects, refusals, common } }) => {
  const { keys } = projects;

  test('a key is imported, rotated with both pairs side by side, and deleted after typing its access key; a new one expires in the future', async ({
    openConsole,
    server,
  }) => {
    const { id } = await server.manage<{ id: string }>('POST', '/projects', { name: 'school' });
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

    // A duplicate is refused, and the input stays.
    await page.getByRole('button', { name: keys.import.open }).click();
    await imported.getByLabel(keys.accessKey).fill('old-access-key');
    await imported.getByLabel(keys.secretKey).fill('another');
    await page.keyboard.press('Enter');
    await imported.getByText(refusals['key-exists'].replace('{{accessKey}}', 'old-access-key')).waitFor();
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

    await page.getByRole('button', { name: keys.create.open }).click();
    await page.getByLabel(keys.expiry.at).check();
    await page.getByLabel(keys.expiry.atLabel).fill('2020-01-01T12:00');
    await page.getByRole('dialog').getByRole('button', { name: keys.create.submit }).click();
    await page.getByText(keys.expiry.required).waitFor();
    await page.getByLabel(keys.expiry.atLabel).fill('2099-01-01T12:00');
    await page.getByRole('dialog').getByRole('button', { name: keys.create.submit }).click();
    await page.getByRole('button', { name: keys.create.done }).click();
    const { keys: stored } = await server.manage<{ keys: Key[] }>('GET', `/keys?project=${id}`);
    expect(stored.at(-1)?.expiresAt).toBe(new Date('2099-01-01T12:00').toISOString());
  });
});
