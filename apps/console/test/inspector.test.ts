import { describe, expect } from 'vitest';
import { LANGUAGES, test } from './support/console-test.ts';

describe.each(LANGUAGES)(
  'the inspector ($language)',
  ({ language, texts: { inspector, revocations, shell, common } }) => {
    test('a token is checked, decoded and shown on a timeline; a refusal is explained; no token is stored', async ({
      openConsole,
      server,
    }) => {
      const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
      const { token } = await server.manage<{ token: string }>('POST', '/tokens', {
        kind: 'sdk',
        role: 'writer',
        lifespan: 3_600_000,
        project: projects[0]?.id,
      });
      const opened = await openConsole({ language, isSignedIn: true });
      const { page } = opened;
      const addresses: string[] = [];
      page.on('request', (request) => addresses.push(request.url()));
      await page.getByRole('link', { name: shell.pages.inspector, exact: true }).click();
      const field = page.getByRole('textbox', { name: inspector.token });
      await page.getByRole('button', { name: inspector.submit }).click();
      await page.getByText(inspector.missing).waitFor();

      await page.evaluate((text) => navigator.clipboard.writeText(text), token);
      await field.focus();
      await page.keyboard.press('Control+V');
      await page.getByRole('button', { name: inspector.submit }).click();
      await page.getByRole('status').getByText(inspector.accepted, { exact: true }).waitFor();
      const claims = page.getByRole('table', { name: inspector.fields.title });
      await claims.getByText(inspector.fields.kinds.sdk).waitFor();
      await claims.getByText(common.roles.writer).waitFor();
      await claims.getByRole('link', { name: 'default' }).waitFor();
      const timeline = page.getByRole('region', { name: inspector.verdict });
      const text = (await timeline.textContent()) ?? '';
      const { issued, now, expires } = inspector.timeline;
      expect(text.indexOf(issued)).toBeLessThan(text.lastIndexOf(now));
      expect(text.lastIndexOf(now)).toBeLessThan(text.lastIndexOf(expires));
      await opened.checkLooks('inspector-accepted');

      await field.fill(`Bearer ${token}`);
      await page.getByRole('button', { name: inspector.submit }).click();
      await page.getByText(inspector.refused.replace('{{reason}}', inspector.reasons.format)).waitFor();
      await page.getByText(inspector.mistakes['bearer-prefix']).waitFor();
      await page.getByText(inspector.explanations['bearer-prefix']).waitFor();
      await opened.checkLooks('inspector-refused');
      await page.setViewportSize({ width: 1440, height: 900 });

      expect(addresses.filter((address) => address.includes('NETLESS'))).toEqual([]);
      expect(page.url()).not.toContain('NETLESS');
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
        'NETLESS',
      );
      // Nothing is left on return.
      await page.getByRole('link', { name: shell.pages.rooms, exact: true }).click();
      await page.getByRole('link', { name: shell.pages.inspector, exact: true }).click();
      expect(await field.inputValue()).toBe('');
    });

    test('a revoked token tells so, and is taken back; what a token is wanted for is judged; doubts are told', async ({
      openConsole,
      server,
    }) => {
      const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
      const issue = (lifespan: number) =>
        server.manage<{ token: string }>('POST', '/tokens', {
          kind: 'sdk',
          role: 'reader',
          lifespan,
          project: projects[0]?.id,
        });
      const { token } = await issue(3_600_000);
      await server.manage('POST', '/revocations', { token, reason: 'leaked' });
      const opened = await openConsole({ language, isSignedIn: true, path: '/inspect' });
      const { page } = opened;
      const field = page.getByRole('textbox', { name: inspector.token });
      await field.fill(token);
      await page.getByLabel(inspector.operation).selectOption('create-room');
      await page.getByRole('button', { name: inspector.submit }).click();
      await page.getByText(inspector.refused.replace('{{reason}}', inspector.reasons.revoked)).waitFor();
      await page
        .getByText(inspector.permission.no.replace('{{operation}}', inspector.operations['create-room']))
        .waitFor();
      await opened.checkLooks('inspector-revoked');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('button', { name: `${revocations.takeBack.submit}…` }).click();
      await page.getByRole('button', { name: revocations.takeBack.submit, exact: true }).click();
      await page.getByText(inspector.acceptedText).waitFor();
      await page.getByLabel(inspector.operation).selectOption('issue-room-token');
      await page.getByRole('button', { name: inspector.submit }).click();
      await page
        .getByText(
          inspector.permission.yes.replace('{{operation}}', inspector.operations['issue-room-token']),
        )
        .waitFor();

      // As if an expiry were passed as a lifespan.
      await field.fill((await issue(Date.now())).token);
      await page.getByRole('button', { name: inspector.submit }).click();
      await page.getByText(inspector.warnings, { exact: true }).waitFor();
      await page.getByText(inspector.explanations['lifespan-is-time'].split('{{')[0] ?? '').waitFor();
    });
  },
);
