import { describe, expect } from 'vitest';
import type { ConsolePage } from './support/console-page.ts';
import { ConsoleServer } from './support/console-server.ts';
import { LANGUAGES, test } from './support/console-test.ts';

interface Room {
  readonly uuid: string;
  readonly name: string;
}
interface Verdict {
  readonly valid: boolean;
  readonly role?: string;
  readonly uuid?: string;
  readonly expiresAt?: string;
}

/** A server that only issues tokens. */
const testExternal = test.extend(
  'server',
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there which fixtures this one uses
  async ({}, { onCleanup }) => {
    const server = await ConsoleServer.start({ BOARDGATE_RESOURCES: 'external' });
    onCleanup(() => server.remove());
    return server;
  },
);

describe.each(LANGUAGES)(
  'rooms ($language)',
  ({ language, texts: { rooms, conversions, refusals, revocations, audit, common } }) => {
    const open = (page: ConsolePage['page']) => page.getByRole('dialog', { name: rooms.details });

    test('on an empty server, a room is created, joined with a token, banned, and its tokens revoked', async ({
      openConsole,
      server,
    }) => {
      const opened = await openConsole({ language, path: '/rooms', isSignedIn: true });
      const { page } = opened;
      const ask = (token: string) => server.manage<Verdict>('POST', '/tokens/introspect', { token });

      await page.getByRole('heading', { name: rooms.empty.title }).waitFor();
      await opened.checkLooks('rooms-empty');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('main').getByRole('button', { name: rooms.create.open }).last().click();
      const form = page.getByRole('dialog', { name: rooms.create.title });
      await form.getByRole('textbox', { name: rooms.name }).fill('Algebra 7b');
      await form.getByRole('button', { name: rooms.create.submit }).click();

      // The new room opens.
      const room = open(page);
      await room.getByText('Algebra 7b').waitFor();
      const uuid = await room.getByRole('textbox', { name: rooms.uuid }).inputValue();
      await room.getByRole('button', { name: nameOf(common.copyNamed, rooms.uuid) }).click();
      await room.getByText(common.copied).waitFor();
      expect(await opened.clipboard()).toBe(uuid);

      await room.getByRole('radio', { name: common.roles.reader }).check();
      await room.getByLabel(common.lifespan.amount).fill('2');
      await room.getByRole('button', { name: rooms.join.submit }).click();
      const token = await room.getByRole('textbox', { name: rooms.join.token }).inputValue();
      const verdict = await ask(token);
      expect(verdict).toMatchObject({ valid: true, role: 'reader', uuid });
      await room.locator(`time[datetime="${verdict.expiresAt}"]`).waitFor();
      await room.getByRole('button', { name: nameOf(common.copyNamed, rooms.join.token) }).click();
      await expect.poll(() => opened.clipboard()).toBe(token);
      expect(page.url()).not.toContain(token);
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
        token,
      );
      // A ban asks first.
      await room.getByRole('button', { name: `${rooms.ban.submit}…` }).click();
      await room.getByRole('alert').getByRole('button', { name: common.cancel }).click();
      expect(await ask(token)).toMatchObject({ valid: true });
      await room.getByRole('button', { name: `${rooms.ban.submit}…` }).click();
      await room.getByRole('button', { name: rooms.ban.submit, exact: true }).click();
      await room.getByText(rooms.join.banned).waitFor();
      expect(await ask(token)).toMatchObject({ valid: false });
      await room.getByRole('button', { name: rooms.ban.lift }).click();
      await room.getByRole('button', { name: rooms.join.submit }).waitFor();
      expect(await ask(token)).toMatchObject({ valid: true });

      await room.getByRole('button', { name: rooms.revoke.open }).click();
      await room.getByRole('button', { name: common.cancel }).click();
      expect(await ask(token)).toMatchObject({ valid: true });
      await room.getByRole('button', { name: rooms.revoke.open }).click();
      await room.getByRole('textbox', { name: rooms.revoke.reason }).fill('left on a train');
      await opened.checkLooks('rooms-room');
      await page.setViewportSize({ width: 1440, height: 900 });
      await room.getByRole('button', { name: rooms.revoke.confirm }).click();
      await room.getByText(beginningOf(rooms.revoke.done)).waitFor();
      expect(await ask(token)).toMatchObject({ valid: false });

      // The room shows the revocation, which can be taken back.
      const revoked = room.getByRole('alert').filter({ hasText: revocations.revoked.room });
      await revoked.getByText('left on a train').waitFor();
      await revoked.getByRole('button', { name: `${revocations.takeBack.submit}…` }).click();
      await revoked.getByRole('button', { name: revocations.takeBack.submit, exact: true }).click();
      await revoked.waitFor({ state: 'hidden' });
      expect(await ask(token)).toMatchObject({ valid: true });

      // Its history has both.
      await room.getByRole('link', { name: rooms.history }).click();
      const log = page.getByRole('table', { name: audit.title });
      await log.getByText(audit.actions['revocation.create']).waitFor();
      await log.getByText(audit.actions['revocation.delete']).waitFor();
      await log.getByText(audit.actions['room.create']).waitFor();
      await page.goBack();
      await room.waitFor();

      // Back leads to the list.
      await page.goBack();
      await room.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Algebra 7b' }).waitFor();
    });

    test('rooms are found by any part of the name, by UUID, project and ban; filters and page are in the address', async ({
      openConsole,
      server,
    }) => {
      const { projects } = await server.manage<{ projects: { id: string }[] }>('GET', '/projects');
      const project = projects[0]?.id;
      const other = await server.manage<{ id: string }>('POST', '/projects', { name: 'Evening school' });
      const create = (name: string, of = project) =>
        server.manage<Room>('POST', '/rooms', { project: of, name });
      const named = await create('Physics lab');
      await create('Élan vital', other.id);
      const banned = await create('Closed hall');
      await server.manage('PATCH', `/rooms/${banned.uuid}`, { isBan: true });
      for (let number = 1; number <= 60; number += 1) await create(`Room ${number}`);

      const opened = await openConsole({ language, path: '/rooms', isSignedIn: true });
      const { page } = opened;
      const found = (name: string) => page.getByRole('button', { name, exact: true });
      await found('Room 60').waitFor();
      expect(await found('Physics lab').isVisible()).toBe(false);
      await page.getByRole('button', { name: common.pager.next }).click();
      await found('Physics lab').waitFor();
      await page.getByText(rooms.count_other.replace('{{number}}', '63'), { exact: true }).waitFor();
      await page.reload();
      await found('Physics lab').waitFor();
      await opened.checkLooks('rooms-list');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('button', { name: common.pager.previous }).click();
      await found('Room 60').waitFor();

      const search = page.getByRole('searchbox', { name: rooms.filters.search });
      await search.fill('SICS L');
      await found('Room 60').waitFor({ state: 'hidden' });
      await found('Physics lab').waitFor();
      await page.reload();
      await found('Physics lab').waitFor();
      expect(await search.inputValue()).toBe('SICS L');
      await page
        .getByRole('row')
        .filter({ hasText: 'Physics lab' })
        .getByRole('button', { name: nameOf(common.copyNamed, rooms.uuid) })
        .click();
      await expect.poll(() => opened.clipboard()).toBe(named.uuid);
      await search.fill(named.uuid.slice(0, 10));
      await found('Physics lab').waitFor();
      await search.fill('nothing like it');
      await page.getByRole('heading', { name: rooms.noMatch.title }).waitFor();
      await page.getByRole('button', { name: rooms.filters.clear }).click();
      await found('Room 60').waitFor();

      await page.getByLabel(rooms.filters.state).selectOption('true');
      await found('Room 60').waitFor({ state: 'hidden' });
      await found('Closed hall').waitFor();
      await page.getByLabel(rooms.filters.state).selectOption('');
      await page.getByRole('combobox', { name: common.select.project }).fill('Even');
      await page.getByRole('option', { name: 'Evening school' }).click();
      await found('Room 60').waitFor({ state: 'hidden' });
      await found('Élan vital').waitFor();
    });

    test('the keyboard alone creates, opens and closes a room; an unknown room is reported', async ({
      openConsole,
    }) => {
      const { page } = await openConsole({
        language,
        path: `/rooms?room=${'0'.repeat(32)}`,
        isSignedIn: true,
        expected: [404],
      });
      await open(page).getByText(refusals['room-not-found']).waitFor();
      await page.keyboard.press('Escape');
      await open(page).waitFor({ state: 'hidden' });
      await tabTo(page, rooms.create.open);
      await page.keyboard.press('Enter');
      const form = page.getByRole('dialog', { name: rooms.create.title });
      await form.getByRole('textbox', { name: rooms.name }).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
      await page.keyboard.type('By hand');
      await page.keyboard.press('Enter');
      await open(page).getByText('By hand').waitFor();
      await page.keyboard.press('Escape');
      await open(page).waitFor({ state: 'hidden' });
      await tabTo(page, 'By hand');
      await page.keyboard.press('Enter');
      await open(page).getByText('By hand').waitFor();
    });

    testExternal(
      'with external resources, the pages tell that rooms and conversions are kept elsewhere',
      async ({ openConsole }) => {
        const { page } = await openConsole({ language, path: '/rooms', isSignedIn: true, expected: [404] });
        await page.getByRole('heading', { name: rooms.external.title }).waitFor();
        await page.goto('/console/conversions');
        await page.getByRole('heading', { name: conversions.external.title }).waitFor();
      },
    );
  },
);

const nameOf = (text: string, name: string) => text.replace('{{name}}', name);
const beginningOf = (text: string) => text.split('{{')[0]?.trim() || (text.split('}}')[1]?.trim() ?? text);

/** Presses Tab until the element with this text has the focus. */
async function tabTo(page: ConsolePage['page'], text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === text) return;
  }
  throw new Error(`Tab never came to ${text}`);
}
