import { describe, expect } from 'vitest';
import { PAGES } from '../src/routes.ts';
import { LANGUAGES, test } from './support/console-test.ts';

describe.each(LANGUAGES)('the shell ($language)', ({ language, texts }) => {
  const { shell, common } = texts;

  test('the navigation reaches every page, sets its title and moves the focus to it', async ({
    openConsole,
  }) => {
    const { page } = await openConsole({ language, isSignedIn: true });
    for (const { name, path } of PAGES.toReversed()) {
      await page.getByRole('link', { name: shell.pages[name], exact: true }).click();
      await page.getByRole('heading', { level: 1, name: texts[name].title, exact: true }).waitFor();
      expect(new URL(page.url()).pathname.replace(/\/$/, '')).toBe(`/console${path}`.replace(/\/$/, ''));
      expect(await page.title()).toBe(`${texts[name].title} · Boardgate`);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    }
  });

  test('on a phone the navigation opens with a button and closes after navigation', async ({
    openConsole,
  }) => {
    const { page } = await openConsole({ language, isSignedIn: true, width: 390 });
    const link = page.getByRole('link', { name: shell.pages.rooms, exact: true });
    await page.getByRole('button', { name: shell.openNavigation }).click();
    await link.click();
    await page.getByRole('heading', { level: 1, name: texts.rooms.title, exact: true }).waitFor();
    await page.getByRole('button', { name: shell.openNavigation }).waitFor();
    expect(await link.isVisible()).toBe(false);
  });

  test('the first Tab stop skips the navigation', async ({ openConsole }) => {
    const { page } = await openConsole({ language, isSignedIn: true });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(shell.skip);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  });

  test('language and color scheme are chosen in the header and remembered', async ({ openConsole }) => {
    const [other] = LANGUAGES.filter((candidate) => candidate.language !== language);
    if (other === undefined) throw new TypeError('there is but one language');
    const { page } = await openConsole({ language, isSignedIn: true });
    await page.getByRole('button', { name: shell.colorScheme }).click();
    await page.getByRole('menuitemradio', { name: shell.schemes.dark }).click();
    await page.getByRole('button', { name: shell.language }).click();
    await page.getByRole('menuitemradio', { name: other.language === 'zh' ? '简体中文' : 'English' }).click();
    for (const isReloaded of [false, true]) {
      if (isReloaded) await page.reload();
      await page.getByRole('heading', { level: 1, name: other.texts.overview.title }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang.slice(0, 2))).toBe(other.language);
      expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
    }
  });

  test('an unknown address shows an error and links to the overview', async ({ openConsole }) => {
    const { page } = await openConsole({ language, isSignedIn: true, path: '/no/such/page' });
    await page.getByRole('heading', { level: 1, name: common.notFound.title }).waitFor();
    await page.getByRole('link', { name: common.notFound.home }).click();
    await page.getByRole('heading', { level: 1, name: texts.overview.title }).waitFor();
  });

  test('is accessible in light and dark, on a phone and on a desktop', async ({ openConsole }) => {
    const opened = await openConsole({ language, isSignedIn: true, path: '/no/such/page' });
    await opened.page.getByRole('heading', { level: 1 }).waitFor();
    await opened.checkLooks('not-found');
  });
});
