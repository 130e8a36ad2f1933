import { describe, expect } from 'vitest';
import type { ConsolePage } from './support/console-page.ts';
import { ConsoleServer } from './support/console-server.ts';
import { test as base, LANGUAGES } from './support/console-test.ts';

/** A first start without configuration: the terminal shows a link. */
const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there which fixtures this one uses
  .extend('server', async ({}, { onCleanup }) => {
    const server = await ConsoleServer.start({ BOARDGATE_ADMIN_TOKEN: '' });
    onCleanup(() => server.remove());
    return server;
  });

/** A request of the newcomer's own program, with only what the console gave. */
async function ask(server: ConsoleServer, method: string, path: string, token?: string, body?: object) {
  const headers = { region: 'us-sv', 'content-type': 'application/json', ...(token && { token }) };
  return await fetch(`${server.url}/v5${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
}

const fill = (text: string, name: string) => text.replace('{{name}}', name);

describe.each(LANGUAGES)('from the first start to a Room token ($language)', ({ language, texts }) => {
  const { overview, projects, tokens, rooms, shell, common } = texts;
  const { keys } = projects;
  /** Copies the value called `name`, in the dialog if one is open, and waits for the confirmation. */
  const copy = async (opened: ConsolePage, name: string): Promise<string> => {
    const button = (label: string) =>
      opened.page.getByRole('button', { name: fill(label, name), exact: true }).last();
    await button(common.copyNamed).click();
    await button(common.copiedNamed).waitFor();
    return await opened.clipboard();
  };

  test('from the link of the first start, the mouse alone gives keys, a test SDK token, a room and a Room token that work', async ({
    openConsole,
    server,
  }) => {
    const [, link] = /(http\S+\/console#code=\S+)/.exec(server.stdout) ?? [];
    const opened = await openConsole({ language, path: new URL(link ?? '').hash });
    const { page } = opened;
    const step = (name: keyof typeof overview.firstSteps & ('keys' | 'sdk' | 'room' | 'roomToken')) =>
      page.getByRole('link', { name: overview.firstSteps[name].title });
    const backToSteps = () => page.getByRole('link', { name: shell.pages.overview, exact: true }).click();

    await step('keys').click();
    await page.getByRole('button', { name: keys.create.open }).click();
    const dialog = page.getByRole('dialog', { name: keys.create.title });
    await dialog.getByRole('button', { name: keys.create.submit }).click();
    await dialog.getByText(common.shownOnce).waitFor();
    const accessKey = await copy(opened, keys.accessKey);
    const secretAccessKey = await copy(opened, keys.secretKey);
    const credentials = { accessKey, secretAccessKey, lifespan: 60_000, role: 'admin' };
    expect((await ask(server, 'POST', '/tokens/teams', undefined, credentials)).status).toBe(201);
    await dialog.getByRole('button', { name: keys.create.done }).click();

    await backToSteps();
    await step('sdk').click();
    await page.getByRole('button', { name: tokens.submit }).click();
    const sdkToken = await copy(opened, tokens.result.token);
    expect((await ask(server, 'GET', '/rooms', sdkToken)).status).toBe(200);

    await backToSteps();
    await step('room').click();
    await page.getByRole('main').getByRole('button', { name: rooms.create.open }).last().click();
    await page
      .getByRole('dialog', { name: rooms.create.title })
      .getByRole('button', { name: rooms.create.submit })
      .click();
    const uuid = await copy(opened, rooms.uuid);
    const room = page.getByRole('dialog', { name: rooms.details });
    await room.getByRole('button', { name: common.close, exact: true }).click();

    await backToSteps();
    await step('roomToken').click();
    await page.getByRole('combobox', { name: common.select.room }).click();
    await page.getByRole('option', { name: new RegExp(uuid) }).click();
    await page.getByRole('button', { name: tokens.submit }).click();
    const roomToken = await copy(opened, tokens.result.token);
    const answer = await ask(server, 'GET', `/rooms/${uuid}`, roomToken);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ uuid });

    // All steps are done: the page shows figures instead.
    await backToSteps();
    await page.getByText(overview.totals.sdk).waitFor();
    await step('keys').waitFor({ state: 'hidden' });
  });
});
