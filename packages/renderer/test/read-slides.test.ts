import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { LIMITS, render } from './support/renderer-process.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
const relation = (id: string, type: string, target: string, more = '') =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${more}/>`;
const box = (type: string, ...paragraphs: string[]) =>
  `<p:sp><p:nvPr><p:ph type="${type}"/></p:nvPr>${paragraphs.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')}</p:sp>`;
const notes = (...boxes: string[]) => `<p:notes xmlns:a="a" xmlns:p="p">${boxes.join('')}</p:notes>`;

/** A presentation that shows slide 2 before slide 1; slide 3 has no notes. */
async function presentation(notesOf1: string, notesOf2: string): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
  const relations = (text: string) => `<Relationships>${text}</Relationships>`;
  add(
    '[Content_Types].xml',
    `<Types><Override PartName="/ppt/presentation.xml" ContentType="${CONTENT_TYPE}"/></Types>`,
  );
  const order = ['rB', 'rA', 'rC', 'rNone'].map((id) => `<p:sldId r:id="${id}"/>`).join('');
  add(
    'ppt/presentation.xml',
    `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${order}</p:sldIdLst></p:presentation>`,
  );
  add(
    'ppt/_rels/presentation.xml.rels',
    relations(
      ['A', 'B', 'C']
        .map((at, index) => relation(`r${at}`, 'slide', `slides/slide${index + 1}.xml`))
        .join(''),
    ),
  );
  add('ppt/slides/_rels/slide1.xml.rels', relations(relation('r1', 'notesSlide', '../notesSlides/n1.xml')));
  add('ppt/slides/_rels/slide2.xml.rels', relations(relation('r1', 'notesSlide', '/ppt/notesSlides/n2.xml')));
  const external = relation('r1', 'notesSlide', '../notesSlides/n1.xml', ' TargetMode="External"');
  add('ppt/slides/_rels/slide3.xml.rels', relations(external));
  add('ppt/notesSlides/n1.xml', notesOf1);
  add('ppt/notesSlides/n2.xml', notesOf2);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function notesOf(document: Buffer): Promise<Readonly<Record<string, string>> | undefined> {
  // The PDF is broken: only what comes before matters here.
  const limits = { ...LIMITS, zip: { ...LIMITS.zip, maxRatio: 100_000 } };
  return (await render(document, { type: 'dynamic', limits }, Buffer.from('%PDF-'))).slides?.notes;
}

test('speaker notes come by the number of their slide as it is shown, without the slide’s number and date', async () => {
  const first = notes(box('sldNum', '7'), box('body', 'Say hello &amp; smile', '中文'), box('dt', '1 May'));
  const second = notes(box('body', 'Then ask'));
  expect(await notesOf(await presentation(first, second))).toEqual({
    1: 'Then ask',
    2: 'Say hello & smile\n中文',
  });
});

test('notes that are broken or endless are left out or cut off, and nothing else is', async () => {
  const endless = notes(box('body', 'x'.repeat(3_000_000)));
  const found = await notesOf(await presentation('<p:notes><a:t>', endless));
  expect(Object.keys(found ?? {})).toEqual(['1']);
  expect(found?.['1']?.length).toBe(20_000);
});
