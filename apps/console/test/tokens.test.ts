import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { CODE_LANGUAGES } from '../src/pages/tokens/snippets/languages.ts';
import { PLACEHOLDER } from '../src/pages/tokens/snippets/program.ts';
import { LANGUAGES, test } from './support/console-test.ts';

interface Pair {
  readonly accessKey: string;
  readonly secretKey: string;
}

describe.each(LANGUAGES)(
  'the tokens page ($language)',
  ({ language, texts: { tokens, common, inspector, rooms, shell } }) => {
    const { snippets } = tokens;

    test('a Room token is issued for a room found by search; the sample code runs in every language', async ({
      openConsole,
      server,
    }) => {
      const project = (await server.manage<{ projects: { id: string }[] }>('GET', '/projects')).projects[0]
        ?.id;
      // An access key that would break out of a string in some languages.
      const pair = { accessKey: `O'Brien"s $HOME \\n`, secretKey: 'a-secret-key-of-long-ago' };
      await server.manage<Pair>('POST', `/projects/${project}/keys/import`, pair);
      const { uuid } = await server.manage<{ uuid: string }>('POST', '/rooms', { project, name: 'Lesson 7' });
      await server.manage('POST', '/rooms', { project, name: 'Staff meeting' });
      const opened = await openConsole({ language, isSignedIn: true, expected: [400] });
      const { page } = opened;
      await page.getByRole('link', { name: shell.pages.tokens, exact: true }).click();
      await page.getByRole('radiogroup', { name: tokens.kind }).getByText(tokens.kinds.room).click();
      await page.getByRole('combobox', { name: tokens.key }).click();
      await page.getByRole('option', { name: pair.accessKey }).click();

      // No request is sent before a room is selected.
      await page.getByRole('button', { name: tokens.submit }).click();
      await page.getByRole('alert').getByText(tokens.chooseUuid.room).waitFor();
      const rooms = page.getByRole('combobox', { name: common.select.room });
      await rooms.click();
      await rooms.pressSequentially('less');
      await page.getByRole('option', { name: 'Lesson 7' }).click();
      await page.getByRole('radio', { name: common.roles.reader }).check();
      await page.getByLabel(common.lifespan.amount).fill('90');
      await page.getByLabel(common.lifespan.unit).selectOption('minutes');
      await page.getByRole('button', { name: tokens.submit }).click();

      const token = page.getByLabel(tokens.result.token, { exact: true });
      const text = await token.inputValue();
      expect(text).toMatch(/^NETLESSROOM_/);
      await page
        .getByRole('button', { name: common.copyNamed.replace('{{name}}', tokens.result.token) })
        .click();
      await page.getByText(common.copied, { exact: true }).waitFor();
      expect(await opened.clipboard()).toBe(text);
      await page.getByText(inspector.acceptedText).waitFor();
      const claims = page.getByRole('table', { name: inspector.fields.title });
      await claims.getByText(uuid).waitFor();
      const expiry = await claims
        .getByRole('row', { name: inspector.fields.expires })
        .getByRole('time')
        .getAttribute('datetime');
      expect(Date.parse(expiry ?? '') - Date.now()).toBeGreaterThan(89 * 60_000);

      await page.getByText(snippets.neverHere).waitFor();
      for (const [id, name] of Object.entries(CODE_NAMES) as [CodeLanguage, string][]) {
        await page.getByRole('tab', { name, exact: true }).click();
        const code = await page
          .getByRole('region', { name: snippets.code.replace('{{language}}', name) })
          .innerText();
        expect(code).not.toContain(pair.secretKey);
        expect(code).toContain(server.url);
        // The code is the same in every language of the page.
        if (language !== 'en') continue;
        const printed = run(id, code.replace(PLACEHOLDER, pair.secretKey));
        if (printed !== undefined) expect(printed, name).toMatch(/NETLESSROOM_[\w-]{20,}/);
      }
      await opened.checkLooks('tokens-room');
      await page.setViewportSize({ width: 1440, height: 900 });

      // No REST API call accepts a reader's Room token.
      await page.getByRole('radiogroup', { name: snippets.purpose }).getByText(snippets.purposes.use).click();
      await page.getByText(snippets.nothingToUse.room).waitFor();
      await page.getByRole('radio', { name: common.roles.writer }).check();
      await page.getByLabel(common.lifespan.unit).selectOption('never');
      await page.getByRole('button', { name: tokens.submit }).click();
      await page.getByText(tokens.result.neverExpires).waitFor();
      await page.getByRole('radiogroup', { name: snippets.purpose }).getByText(snippets.purposes.use).click();
      for (const [id, name] of Object.entries(CODE_NAMES) as [CodeLanguage, string][]) {
        await page.getByRole('tab', { name, exact: true }).click();
        const code = await page
          .getByRole('region', { name: snippets.code.replace('{{language}}', name) })
          .innerText();
        if (language !== 'en') continue;
        const printed = run(id, code);
        if (printed !== undefined) expect(printed, name).toContain(uuid);
      }
      // Neither is stored anywhere.
      expect(page.url()).not.toContain('NETLESS');
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
        'NETLESS',
      );
    });

    test('a room that does not exist yet is created on the way; a key that is being replaced does not sign', async ({
      openConsole,
      server,
    }) => {
      const { id } = await server.manage<{ id: string }>('POST', '/projects', { name: 'school' });
      const old = await server.manage<Pair>('POST', `/projects/${id}/keys`, {});
      const path = `/keys/${old.accessKey}/rotate`;
      const { accessKey } = await server.manage<Pair>('POST', path, {
        validUntil: new Date(Date.now() + 86_400_000).toISOString(),
      });
      const { page } = await openConsole({
        language,
        isSignedIn: true,
        path: `/tokens?project=${id}&kind=room`,
      });
      const key = page.getByRole('combobox', { name: tokens.key });
      await expect.poll(() => key.inputValue()).toBe(accessKey);
      // What is typed into a picker replaces its choice.
      const picker = page.getByRole('combobox', { name: common.select.project });
      await picker.click();
      await page.keyboard.type('def');
      expect(await picker.inputValue()).toBe('def');
      await picker.fill('school');
      await page.getByRole('option', { name: 'school' }).click();
      await expect.poll(() => key.inputValue()).toBe(accessKey);
      await page.getByRole('button', { name: tokens.makeRoom }).click();
      const form = page.getByRole('dialog', { name: rooms.create.title });
      await form.getByRole('textbox', { name: rooms.name }).fill('Made on the way');
      await form.getByRole('button', { name: rooms.create.submit }).click();
      await expect
        .poll(() => page.getByRole('combobox', { name: common.select.room }).inputValue())
        .toContain('Made on the way');
      await page.getByRole('button', { name: tokens.submit }).click();
      await page.getByText(inspector.acceptedText).waitFor();
    });

    test('the button waits for the keys, so that no click is lost', async ({ openConsole }) => {
      const { page } = await openConsole({ language, isSignedIn: true });
      const held = Promise.withResolvers<void>();
      await page.route('**/v1/keys?*', async (route) => {
        await held.promise;
        await route.continue();
      });
      await page.getByRole('link', { name: shell.pages.tokens, exact: true }).click();
      const submit = page.getByRole('button', { name: tokens.submit });
      await submit.waitFor();
      expect(await submit.isDisabled()).toBe(true);
      held.resolve();
      await submit.click();
      await page.getByText(inspector.acceptedText).waitFor();
    });

    test('the keyboard alone issues an SDK token; a project without keys links to them', async ({
      openConsole,
      server,
    }) => {
      const opened = await openConsole({ language, isSignedIn: true, path: '/tokens' });
      const { page } = opened;
      await page.getByRole('heading', { name: tokens.waiting.title }).waitFor();
      await opened.checkLooks('tokens');
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByLabel(common.lifespan.amount).focus();
      await page.keyboard.press('Enter');
      await page.getByText(inspector.acceptedText).waitFor();
      const token = await page.getByLabel(tokens.result.token, { exact: true }).inputValue();
      expect(await server.manage('POST', '/tokens/introspect', { token })).toMatchObject({
        valid: true,
        kind: 'sdk',
        role: 'writer',
      });

      // A project without keys links to its keys.
      const { id } = await server.manage<{ id: string }>('POST', '/projects', { name: 'school' });
      await page.goto(`/console/tokens?project=${id}`);
      await page.getByText(tokens.noKey.title).waitFor();
      await page.getByRole('link', { name: tokens.noKey.action }).click();
      await page.getByRole('heading', { level: 1, name: 'school' }).waitFor();
    });
  },
);

type CodeLanguage = (typeof CODE_LANGUAGES)[number]['id'];
const CODE_NAMES = {
  curl: 'curl',
  javascript: 'JavaScript',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  php: 'PHP',
  csharp: 'C#',
  ruby: 'Ruby',
  swift: 'Swift',
} as const satisfies Record<CodeLanguage, string>;

/** How to run the code, where that is installed. Go is left out: compiling its standard library takes too long. */
const RUNNERS: Partial<Record<CodeLanguage, { program: string; file: string }>> = {
  curl: { program: 'sh', file: 'code.sh' },
  javascript: { program: process.execPath, file: 'code.js' },
  python: { program: 'python3', file: 'code.py' },
  java: { program: 'java', file: 'Example.java' },
  php: { program: 'php', file: 'code.php' },
  ruby: { program: 'ruby', file: 'code.rb' },
};

/** What the code prints; `undefined` where it cannot be run here. */
function run(language: CodeLanguage, code: string): string | undefined {
  const runner = RUNNERS[language];
  if (runner === undefined || spawnSync(runner.program, ['-c', '']).error !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-snippet-'));
  try {
    const file = join(folder, runner.file);
    writeFileSync(file, code);
    return execFileSync(runner.program, [file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
