import { expect } from 'vitest';
import { test } from './support/console-test.ts';

test('/docs shows the operations, runs no inline script, asks no other host and stays apart from the console', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext();
  // A busy machine takes its time.
  context.setDefaultTimeout(300_000);
  await context.addCookies([
    { name: 'boardgate_session', value: 'secret', url: server.url, httpOnly: false },
  ]);
  const page = await context.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${server.url}/docs`);
  await page.getByText('Issue an SDK token').first().waitFor();
  expect(errors).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url))).toEqual([]);
  expect(await page.evaluate(() => self.origin)).toBe('null');
  expect(
    await page.evaluate(() =>
      fetch('/v1/session').then(
        () => 'answered',
        () => 'kept away',
      ),
    ),
  ).toBe('kept away');
  await context.close();
});
