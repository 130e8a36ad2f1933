import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSlidesSvg } from './slides-svg.ts';

const NAMES =
  'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:smil="http://www.w3.org/2001/SMIL20/" ' +
  'xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0"';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boardgate-test-svg-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function clean(inner: string, hidden: number[] = []): Promise<{ markup: string; script: string }> {
  return await cleanFile(`<svg ${NAMES}>${inner}</svg>`, hidden);
}

async function cleanFile(text: string, hidden: number[] = []): Promise<{ markup: string; script: string }> {
  const file = join(folder, 'slides.svg');
  await writeFile(file, text);
  let markup = '';
  const script = await readSlidesSvg(
    file,
    hidden,
    async (more) => {
      markup += more;
    },
    new AbortController().signal,
  );
  return { markup, script };
}

test('what is drawn, written and animated is kept', async () => {
  const inner =
    '<g id="a"><path d="M 0 0"></path><text>5 &lt; 6 &amp; 7</text></g><a xlink:href="https://example.com/"><rect></rect></a>' +
    '<anim:set smil:begin="id1.click" smil:to="visible"></anim:set><anim:animate smil:values="x+0.5*sin(pi*$);rgb(1,2,3)"></anim:animate>' +
    '<image xlink:href="data:image/png;base64,AAAA"></image><use xlink:href="#a"></use>';
  expect((await clean(inner)).markup).toBe(`<svg ${NAMES}>${inner}</svg>`);
});

test('colors, times and paths as LibreOffice writes them are kept', async () => {
  const names = `${NAMES} xmlns:ooo="http://xml.openoffice.org/svg/export"`;
  const inner =
    '<g ooo:slide="id1" ooo:id-list="id10 id11"></g><rect fill="rgb(11,61,145)" stroke="none"></rect><rect fill="url(#gradient1)"></rect>' +
    '<anim:animateMotion smil:dur="0.5s" smil:keyTimes="0;1" path="M 0 0 L 0.25 -1.5e-3 Z"></anim:animateMotion>';
  const { markup } = await cleanFile(`<svg ${names}>${inner}</svg>`);
  expect(markup).toBe(`<svg ${names}>${inner}</svg>`);
});

test.each([
  // LibreOffice's script evaluates the color of a shape whose color is animated.
  'fill="alert(1),rgb(1,2,3)"',
  'stroke="rgb(1,2,3);alert(1)"',
  'fill="url(https://alert.example/)"',
  'ooo:alert="1"',
])('an attribute that LibreOffice does not write is left out: %s', async (attribute) => {
  const names = `${NAMES} xmlns:ooo="http://xml.openoffice.org/svg/export"`;
  const { markup } = await cleanFile(`<svg ${names}><rect ${attribute}></rect></svg>`);
  expect(markup).toBe(`<svg ${names}><rect></rect></svg>`);
});

test('LibreOffice’s script is handed out apart from the slides', async () => {
  const { markup, script } = await clean('<g></g><script><![CDATA[run(1 < 2);]]></script>');
  expect(script).toBe('run(1 < 2);');
  expect(markup).toBe(`<svg ${NAMES}><g></g></svg>`);
});

describe('nothing of a stranger’s runs or fetches', () => {
  for (const [name, inner] of Object.entries({
    'a script within a group': '<g><script>alert(1)</script></g>',
    'a script of another namespace, which a web page would still end at':
      '<script xmlns="urn:x">alert(1)</script>',
    'a script among the animations': '<anim:script>alert(1)</anim:script>',
    'foreign markup':
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>',
    'a web page’s element': '<img xmlns="http://www.w3.org/1999/xhtml" src="https://example.com/x.png"/>',
    'an animation that changes a link': '<set attributeName="href" to="alert(1)"/>',
  })) {
    test(name, async () => {
      const { markup, script } = await clean(inner);
      expect(markup).not.toMatch(/alert|example|script/);
      expect(script).toBe('');
    });
  }

  for (const [name, inner] of Object.entries({
    'an event’s handler': '<rect onclick="alert(1)"></rect>',
    'a link that is a script': '<a xlink:href="javascript:alert(1)"></a>',
    'a link that is a script in disguise': '<a xlink:href=" java&#10;script:alert(1)"></a>',
    'a picture from elsewhere': '<image xlink:href="https://alert.example/x.png"></image>',
    'a picture from this machine': '<image href="file:///alert.png"></image>',
    'a use of another file': '<use xlink:href="https://alert.example/x.svg#a"></use>',
  })) {
    test(name, async () => expect((await clean(inner)).markup).not.toContain('alert'));
  }

  for (const formula of [
    'alert(1)',
    'rgb(1,2,3);alert(1)',
    'x.constructor',
    'window[0]',
    "'text'",
    '`text`',
    'document.title=1',
    'sin(1)(2)',
    '(alert)(1)',
    'x?.y',
    '\\u0061lert(1)',
    '{}',
    '//alert',
    'x=>1',
  ]) {
    test(`a formula that is more than arithmetic: ${formula}`, async () => {
      const value = formula.replaceAll('>', '&gt;').replaceAll('"', '&quot;');
      const { markup } = await clean(`<anim:animate smil:values="${value}"></anim:animate>`);
      expect(markup).toContain('<anim:animate></anim:animate>');
    });
  }
});

test('entities are not expanded, and what is no SVG is refused', async () => {
  await expect(
    cleanFile('<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'),
  ).rejects.toThrow();
  await expect(cleanFile('<html xmlns="http://www.w3.org/1999/xhtml"></html>')).rejects.toThrow('not an SVG');
  await expect(cleanFile('not xml')).rejects.toThrow();
  await expect(clean('<g>'.repeat(600) + '</g>'.repeat(600))).rejects.toThrow('too deep');
});
