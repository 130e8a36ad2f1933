import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDynamicPage } from 'boardgate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './support/chromium.ts';

/** A busy machine takes its time. */
const PATIENCE_MS = 300_000;

const NAMES =
  'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:smil="http://www.w3.org/2001/SMIL20/" ' +
  'xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0"';

/** Evaluates formulas and colors, as LibreOffice's own script does. `harm` is any function that a page has. */
const EVALUATE = `var harm = () => { window.hurt = 1 }, hsl = () => 0, rgb = hsl;
for (const element of document.querySelectorAll('*'))
  for (const { localName, value } of element.attributes)
    if (/^(smil:)?values$|^fill$|^stroke$/.test(localName))
      for (const text of [value, value.replace('%', '').replace('%', '')]) try { (0, eval)(text) } catch {}
document.body.dataset.ran = 'yes';`;

/** A bucket: it sends the file, and no header that would guard it. It notes what is asked of it. */
class Bucket {
  readonly #folder = mkdtempSync(join(tmpdir(), 'boardgate-slides-'));
  readonly asked: string[] = [];
  readonly #server = createServer(async ({ url = '' }, response) => {
    this.asked.push(url);
    response.setHeader('content-type', 'text/html');
    response.end(url === '/index.html' ? await readFile(join(this.#folder, 'index.html')) : 'taken over');
  });
  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  /** Makes the page as a conversion does. */
  async put(slides: string, script: string): Promise<void> {
    const page = join(this.#folder, 'index.html');
    rmSync(page, { force: true });
    this.asked.length = 0;
    const svg = join(this.#folder, 'slides.svg');
    await writeFile(svg, `<svg ${NAMES}>${slides}<script><![CDATA[${script}]]></script></svg>`);
    await writeDynamicPage(svg, page, new AbortController().signal);
  }
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

let browser: Browser;
const bucket = new Bucket();
beforeAll(async () => {
  await bucket.start();
  browser = await launch(inject('chromium'));
});
afterAll(async () => {
  await browser.close();
  bucket.stop();
});

/** Opens the slides in a browser that has a cookie of the bucket, and clicks wherever a slide may have something. */
async function open(slides: string, script = EVALUATE): Promise<Page> {
  await bucket.put(slides, script);
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addCookies([{ name: 'session', value: 'secret', url: bucket.url }]);
  const page = await context.newPage();
  await page.goto(`${bucket.url}/index.html`);
  const frame = page.frameLocator('iframe');
  await frame.locator('body[data-ran=yes]').waitFor();
  for (const target of await frame.locator('rect, a, text').all()) await target.dispatchEvent('click');
  await page.mouse.click(100, 100);
  // Whatever was begun would have come to something once the page has painted twice more.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page;
}

async function expectNothingHappened(page: Page): Promise<void> {
  expect(page.url()).toBe(`${bucket.url}/index.html`);
  expect(bucket.asked.filter((url) => url !== '/index.html' && url !== '/favicon.ico')).toEqual([]);
  expect(await page.title()).toBe('Slides');
  expect(await page.frames()[1]?.evaluate(() => (window as { hurt?: unknown }).hurt)).toBeUndefined();
  await page.context().close();
}

test('the address of the page says which slide to show, and a wrong one shows the last', async () => {
  const script = `var theMetaDoc = { nNumberOfSlides: 3 };
var aSlideShow = { displaySlide: (index) => { document.body.dataset.slide = index } };
document.body.dataset.ran = 'yes';`;
  await bucket.put('<g/>', script);
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const shown = (index: number) =>
    page.frameLocator('iframe').locator(`body[data-slide="${index}"]`).waitFor();
  await page.goto(`${bucket.url}/index.html#2`);
  await shown(1);
  await page.goto(`${bucket.url}/index.html#99`);
  await shown(2);
  await page.goto(`${bucket.url}/index.html#1`);
  await shown(0);
  await context.close();
});

describe('what a stranger writes into slides does nothing in a browser', () => {
  test.each(
    Object.entries({
      'a formula behind a comment of HTML': '<anim:animate smil:values="1&lt;!--&#x2028;window.hurt=1"/>',
      'a formula that leads away': '<anim:animate smil:values="location=\'/stolen\'"/>',
      'a formula that is another once its percent signs are gone':
        '<anim:animate smil:values="harm%(1),1/%/hsl(0,5%,5%)"/>',
      'the color of a shape that is evaluated':
        '<rect width="9" height="9" fill="harm(1),rgb(1,2,3)" stroke="window.hurt=1,rgb(1,2,3)"/>',
      'a formula that counts': '<anim:animate smil:values="hurt++"/>',
      'a script': '<g><script>window.hurt=1</script></g>',
      'a handler': '<rect width="9999" height="9999" onclick="window.hurt=1" onload="window.hurt=1"/>',
      'a link that is a script':
        '<a xlink:href="javascript:window.hurt=1"><rect width="9999" height="9999"/></a>',
      'a form in foreign markup':
        '<foreignObject width="99" height="99"><form xmlns="http://www.w3.org/1999/xhtml" action="/stolen"><button id="b"/></form></foreignObject>',
      'a picture from elsewhere': '<image width="9" height="9" xlink:href="/stolen.png"/>',
      'a style from elsewhere':
        '<rect width="9" height="9" style="fill:url(/stolen.svg#a)" filter="url(/stolen.svg#a)"/>',
      'a sheet of styles': '<style>@import "/stolen.css"; rect { background: url(/stolen.png) }</style>',
      'an animation that sets a link':
        '<a xlink:href="#x"><set attributeName="href" to="javascript:window.hurt=1"/><animate attributeName="xlink:href" values="/stolen"/><rect width="9999" height="9999"/></a>',
      'a link to another site': '<a xlink:href="https://127.0.0.1:1/"><rect width="9999" height="9999"/></a>',
      'a use of another file': '<use xlink:href="/stolen.svg#a"/>',
    }),
  )('%s', async (_name, slides) => {
    await expectNothingHappened(await open(slides));
  });

  test.each([
    "location = '/stolen'",
    "location.replace('/stolen')",
    "location = 'data:text/html,stolen'",
    "document.body.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;/stolen' }))",
    "document.body.append(Object.assign(document.createElement('iframe'), { src: '/stolen' }))",
  ])('and even a script of theirs would not lead the frame elsewhere: %s', async (deed) => {
    const page = await open(
      '<rect/>',
      `document.body.dataset.ran = 'yes'; addEventListener('click', () => { ${deed} });`,
    );
    // The frame is the same document still, or none at all.
    expect(page.frames().every((frame) => !frame.url().includes('stolen'))).toBe(true);
    await expectNothingHappened(page);
  });

  test('and even a script of theirs would have an origin of its own, no cookie, no network and no way out', async () => {
    const deeds = `const tried = {};
const attempt = (name, deed) => { try { tried[name] = String(deed()) } catch (error) { tried[name] = error.name } };
attempt('origin', () => self.origin);
attempt('cookie', () => document.cookie);
attempt('storage', () => localStorage.length);
attempt('outer page', () => parent.document.title);
attempt('lead away', () => { top.location = '/stolen' });
attempt('pop up', () => open('/stolen'));
attempt('send a form', () => { const f = document.createElement('form'); f.action = '/stolen'; document.body.append(f); f.submit() });
attempt('picture', () => { new Image().src = '/stolen.png' });
document.body.dataset.tried = JSON.stringify(tried);
fetch('/stolen').then(() => 'fetched', (error) => error.name).then((fetched) => {
  document.body.dataset.fetched = fetched;
  document.body.dataset.ran = 'yes';
});`;
    const page = await open('<rect/>', deeds);
    const body = page.frameLocator('iframe').locator('body');
    expect(await body.getAttribute('data-fetched')).toBe('TypeError');
    expect(JSON.parse((await body.getAttribute('data-tried')) ?? '')).toMatchObject({
      origin: 'null',
      cookie: 'SecurityError',
      storage: 'SecurityError',
      'outer page': 'SecurityError',
      'pop up': 'null',
    });
    await expectNothingHappened(page);
  });
});
