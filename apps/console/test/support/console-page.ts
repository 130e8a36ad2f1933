import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/i18n.ts';
import { accessibilityFaults } from './accessibility.ts';
import { ADMIN_TOKEN, type ConsoleServer } from './console-server.ts';
import { type Expected, watchFaults } from './faults.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const HEIGHT = 900;
/** A busy machine takes its time. */
const TIMEOUT_MS = 300_000;

/** The width of a phone and of a desktop. */
export const WIDTHS = [390, 1440] as const;
export const COLOR_SCHEMES = ['light', 'dark'] as const;

/** How the page is opened. */
export interface Look {
  /** Below /console; `/` unless given. */
  readonly path?: string;
  readonly language?: Language;
  readonly colorScheme?: (typeof COLOR_SCHEMES)[number];
  readonly width?: number;
  /** Whether to start signed in. */
  readonly isSignedIn?: boolean;
  /** The refusals and failures that this test provokes. */
  readonly expected?: readonly Expected[];
}

/** The console in a browser. */
export class ConsolePage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #language: Language;
  readonly #faults: readonly string[];

  private constructor(page: Page, context: BrowserContext, language: Language, faults: readonly string[]) {
    this.page = page;
    this.#context = context;
    this.#language = language;
    this.#faults = faults;
  }

  static async open(
    browser: Browser,
    server: ConsoleServer,
    {
      path = '/',
      language = 'en',
      colorScheme = 'light',
      width = 1440,
      isSignedIn = false,
      expected = [],
    }: Look,
  ): Promise<ConsolePage> {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: LANGUAGES.find(({ code }) => code === language)?.htmlLang ?? language,
      colorScheme,
      // No animations
      reducedMotion: 'reduce',
      viewport: { width, height: HEIGHT },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(TIMEOUT_MS);
    if (isSignedIn) await signIn(context);
    const page = await context.newPage();
    const faults = watchFaults(page, server.url, expected);
    await page.goto(`/console${path}`);
    return new ConsolePage(page, context, language, faults);
  }

  /** Ends the session without the page's knowledge. */
  async endSession(): Promise<void> {
    const answer = await this.#context.request.delete('/v1/session', {
      headers: OWN_HEADERS,
      timeout: TIMEOUT_MS,
    });
    expect(answer.status()).toBe(204);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /**
   * What is shown now, in light and dark, at both widths: nobody is kept out, nothing sticks out sideways, and there is a
   * screenshot of it.
   */
  async checkLooks(name: string): Promise<void> {
    for (const width of WIDTHS) {
      for (const colorScheme of COLOR_SCHEMES) {
        await this.page.setViewportSize({ width, height: HEIGHT });
        await this.page.emulateMedia({ colorScheme });
        const look = `${name}-${this.#language}-${width}-${colorScheme}`;
        expect(await accessibilityFaults(this.page), `axe-core on ${look}`).toEqual([]);
        const overflow = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `pixels that stick out on ${look}`).toBeLessThanOrEqual(0);
        await this.page.screenshot({ path: `${SCREENSHOTS}${look}.png`, fullPage: true });
      }
    }
  }

  expectNoFaults(): void {
    expect(this.#faults).toEqual([]);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

const OWN_HEADERS = { 'x-boardgate-console': '1' };

async function signIn(context: BrowserContext): Promise<void> {
  const answer = await context.request.post('/v1/session', {
    headers: OWN_HEADERS,
    data: { adminToken: ADMIN_TOKEN },
    timeout: TIMEOUT_MS,
  });
  expect(answer.status()).toBe(201);
  await context.addInitScript(() => localStorage.setItem('boardgate.signed-in', 'yes'));
}
