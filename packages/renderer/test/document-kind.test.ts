import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ZipFile } from 'yazl';
import { kindByBytes } from '../src/document-kind.ts';
import { openOfficePackage } from '../src/office-package.ts';
import { readDocument } from './support/fixtures.ts';
import { LIMITS } from './support/renderer-process.ts';

const NEEDED = 'it must be a PDF, DOC, DOCX, PPT or PPTX file';

function fileOf(bytes: Buffer | string, name = 'source'): string {
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-kind-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** The kind, or why there is none. */
async function kindOf(bytes: Buffer | string, limits = LIMITS.zip): Promise<string> {
  const path = fileOf(bytes, 'named-wrongly.pdf');
  try {
    const kind = kindByBytes(path);
    if (kind !== 'zip') return kind;
    const office = await openOfficePackage(path, limits);
    office.zip.close();
    return office.kind;
  } catch (cause) {
    if (cause instanceof ConversionFailure)
      return `${cause.reason}: ${cause.message.split(': ').slice(1).join(': ')}`;
    throw cause;
  }
}

/** A zip of these parts, in order. */
async function zipOf(parts: readonly (readonly [name: string, content: Buffer | string])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const PREFIX = 'application/vnd.openxmlformats-officedocument';
const WORD = `${PREFIX}.wordprocessingml.document.main+xml`;
function typesOf(type: string, part = '/word/document.xml'): readonly [string, string] {
  const override = `<Override PartName="${part}" ContentType="${type}"/>`;
  return ['[Content_Types].xml', `<?xml version="1.0"?><Types>${override}</Types>`];
}
const word = (content: Buffer | string, more: readonly (readonly [string, Buffer | string])[] = []) =>
  zipOf([typesOf(WORD), ['word/document.xml', content], ...more]);

describe('The kind is told by the bytes, whatever the name', () => {
  test.each([
    ['one-page.pdf', 'pdf'],
    ['doc-3-pages.doc', 'doc'],
    ['doc-3-pages.docx', 'docx'],
    ['deck-5-slides.ppt', 'ppt'],
    ['deck-5-slides.pptx', 'pptx'],
  ])('%s is a %s', async (name, kind) => {
    expect(await kindOf(await readDocument(name))).toBe(kind);
  });

  test('a PDF may have junk before it, up to 1,024 bytes, and need not say its version', async () => {
    expect(await kindOf(`${'x'.repeat(1024)}%PDF-1.7`)).toBe('pdf');
    expect(await kindOf(`${'x'.repeat(1025)}%PDF-1.7`)).toMatch(/^file-unsupported/);
    expect(await kindOf('%PDF\n1 0 obj')).toBe('pdf');
  });

  test('a DOCX whose main part is typed by its extension, as programs on .NET write it', async () => {
    expect(await kindOf(await readDocument('default-main-type.docx'))).toBe('docx');
    const types = `<Types><Default Extension="XML" ContentType="${WORD}"/></Types>`;
    const relations = (target: string) =>
      `<Relationships><Relationship Type="x/officeDocument" Target="${target}"/></Relationships>`;
    const parts = (target: string, content = types) =>
      zipOf([
        ['[Content_Types].xml', content],
        ['_rels/.rels', relations(target)],
        ['word/main.xml', '<a/>'],
      ]);
    expect(await kindOf(await parts('/word/main.xml'))).toBe('docx');
    expect(await kindOf(await parts('word/main.xml'))).toBe('docx');
    expect(await kindOf(await parts('word/../../other.xml'))).toMatch(/a zip file of another kind/);
    // A part's own type wins.
    const own = types.replace(
      '</Types>',
      '<Override PartName="/word/main.xml" ContentType="text/xml"/></Types>',
    );
    expect(await kindOf(await parts('word/main.xml', own))).toMatch(/a zip file of another kind/);
  });

  test.each(['doc-3-pages.docx', 'deck-5-slides.pptx'])(
    '%s with anything before and after it is what it is',
    async (name) => {
      const whole = await readDocument(name);
      const kind = name.slice(-4);
      for (const [before, after] of [
        ['', '\r\n'],
        ['\r\n', ''],
        ['x'.repeat(5000), 'PK\x05\x06 is no end of a zip'.repeat(100)],
      ] as const)
        expect(await kindOf(Buffer.concat([Buffer.from(before), whole, Buffer.from(after, 'latin1')]))).toBe(
          kind,
        );
      expect(await kindOf(Buffer.concat([whole, Buffer.alloc(2_000_000)]))).toMatch(/^unzip-failed/);
    },
  );

  test.each([
    ['wordprocessingml.template.main+xml', 'docx'],
    ['presentationml.slideshow.main+xml', 'pptx'],
    ['presentationml.template.main+xml', 'pptx'],
  ])('%s is a %s', async (type, kind) => {
    expect(await kindOf(await zipOf([typesOf(`${PREFIX}.${type}`), ['word/document.xml', '<a/>']]))).toBe(
      kind,
    );
  });

  test.each([
    ['application/vnd.ms-word.document.macroEnabled.main+xml', 'docx'],
    ['application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml', 'pptx'],
    ['application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml', 'pptx'],
  ])('with macros, which never run, %s is a %s', async (type, kind) => {
    expect(await kindOf(await zipOf([typesOf(type), ['word/document.xml', '<a/>']]))).toBe(kind);
  });
});

describe('What is no document says what it is, and what is needed', () => {
  test.each<[string, Buffer | string]>([
    ['a web page', '\n<!DOCTYPE html><title>Not found</title>'],
    ['a web page', '<html>'],
    ['an XML file', '<?xml version="1.0"?><svg/>'],
    ['an RTF document', '{\\rtf1 a}'],
    ['an RTF document', '{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1/a.png" \\\\d}}}'],
    [
      'an XML file',
      '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"/>',
    ],
    ['an XML file', '\ufeff<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'],
    ['a text file', 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n'],
    ['a text file', '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'],
    ['an image', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['an image', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['an archive', Buffer.from('1f8b0800', 'hex')],
    ['a text file', 'Dear all,'],
    ['a file of another kind', Buffer.alloc(2000)],
    ['a file of another kind', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('%s', async (what, bytes) => {
    expect(await kindOf(bytes)).toBe(`file-unsupported: this is ${what}: ${NEEDED}`);
  });

  test('nothing at all', async () => {
    expect(await kindOf('')).toBe('file-empty: it has 0 bytes');
  });

  test('what an OpenDocument file claims to be does not make it another', async () => {
    const claim = ['mimetype', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'];
    const zip = await zipOf([claim as [string, string], ['content.xml', '<office:document-content/>']]);
    expect(await kindOf(zip)).toMatch(/^file-unsupported: this is a zip file of another kind/);
  });

  test('a spreadsheet, an OpenDocument file, any other zip, an empty zip', async () => {
    const answers = await Promise.all([
      zipOf([typesOf(`${PREFIX}.spreadsheetml.sheet.main+xml`), ['xl/workbook.xml', '<a/>']]).then((zip) =>
        kindOf(zip),
      ),
      zipOf([['mimetype', 'application/vnd.oasis.opendocument.text']]).then((zip) => kindOf(zip)),
      zipOf([['readme.txt', 'hello']]).then((zip) => kindOf(zip)),
      zipOf([]).then((zip) => kindOf(zip)),
      zipOf([typesOf(WORD)]).then((zip) => kindOf(zip)),
    ]);
    expect(answers).toEqual([
      `file-unsupported: this is a spreadsheet: ${NEEDED}`,
      `file-unsupported: this is an OpenDocument file: ${NEEDED}`,
      ...Array(3).fill(`file-unsupported: this is a zip file of another kind: ${NEEDED}`),
    ]);
  });

  test.each([
    ['a DOCX with a password', 'EncryptedPackage'],
    ['a PPT with a password', 'EncryptedSummary'],
  ])('%s', async (_name, stream) => {
    const bytes = Buffer.from(await readDocument('doc-3-pages.doc'));
    const name = Buffer.from('WordDocument\0', 'utf16le');
    const at = bytes.indexOf(name);
    bytes.fill(0, at, at + 64);
    bytes.write(stream, at, 'utf16le');
    bytes.writeUInt16LE(stream.length * 2 + 2, at + 64);
    expect(await kindOf(bytes)).toBe('file-unsupported: the document needs a password: save it without one');
  });
});

test.each([
  ['a Word file of 1995', 'WordDocument', 'WORDDOCUMENT', 0xa5dc, 'doc-95'],
  ['a Word file', 'WordDocument', 'worddocument', 0xa5ec, 'doc'],
  ['a PowerPoint file of 1995', 'WordDocument', 'PP40', 0xa5ec, 'ppt-95'],
])('%s, whatever the case of its streams’ names', async (_name, from, to, mark, kind) => {
  const bytes = Buffer.from(await readDocument('doc-3-pages.doc'));
  let head = 512;
  while (bytes.readUInt16LE(head) !== 0xa5ec) head += 512;
  bytes.writeUInt16LE(mark, head);
  const at = bytes.indexOf(Buffer.from(`${from}\0`, 'utf16le'));
  bytes.fill(0, at, at + 64);
  bytes.write(to, at, 'utf16le');
  bytes.writeUInt16LE(to.length * 2 + 2, at + 64);
  expect(await kindOf(bytes)).toBe(kind);
});

test('a DOC with a password says so in its own head', async () => {
  const bytes = Buffer.from(await readDocument('doc-3-pages.doc'));
  // The head is where a sector begins with its mark.
  let head = 512;
  while (bytes.readUInt16LE(head) !== 0xa5ec) head += 512;
  bytes.writeUInt8(bytes.readUInt8(head + 11) | 1, head + 11);
  expect(await kindOf(bytes)).toBe('file-unsupported: the document needs a password: save it without one');
});

describe('A zip within its limits', () => {
  const content = '<a>'.concat('0123456789'.repeat(200_000));
  test.each([
    ['parts', { maxEntries: 1 }, 'it has more than 1 parts'],
    ['bytes in all', { maxExpandedBytes: 2_000_000 }, 'it has more than 2000000 bytes unpacked'],
    ['bytes of a part', { maxPartBytes: 1_900_000 }, 'one of its parts has more than 1900000 bytes unpacked'],
  ])('%s', async (_name, limit, detail) => {
    const bytes = await word(content);
    expect(await kindOf(bytes, { ...LIMITS.zip, maxRatio: 10_000, ...limit })).toBe(
      `unzip-failed: ${detail}`,
    );
    expect(await kindOf(bytes, { ...LIMITS.zip, maxRatio: 10_000 })).toBe('docx');
  });

  test('ratio, which counts only where a part is far larger than any picture', async () => {
    const withPicture = (bytes: number) => word('<a/>', [['word/media/picture.emf', Buffer.alloc(bytes)]]);
    const limits = { ...LIMITS.zip, maxExpandedBytes: 512 * 1024 ** 2 };
    expect(await kindOf(await withPicture(1_400_000), limits)).toBe('docx');
    expect(await kindOf(await withPicture(100_000_001), limits)).toBe(
      'unzip-failed: one of its parts is more than 200 times as large unpacked',
    );
  });

  test('a part of a large size under a name that is not XML counts as what its type says', async () => {
    const bytes = await zipOf([typesOf(WORD, '/word/document.bin'), ['word/document.bin', content]]);
    const limits = { ...LIMITS.zip, maxRatio: 10_000, maxPartBytes: 1_900_000 };
    expect(await kindOf(bytes, limits)).toBe(
      'unzip-failed: one of its parts has more than 1900000 bytes unpacked',
    );
  });

  test('two parts of the same name are refused: another reader may take the one not looked at', async () => {
    expect(await kindOf(await word('<a/>', [['word/document.xml', '<b/>']]))).toBe(
      'unzip-failed: it has two parts of the same name: save it again',
    );
  });

  test('a zip cut off is refused', async () => {
    const whole = await readDocument('doc-3-pages.docx');
    for (const share of [0.01, 0.5, 0.999])
      expect(await kindOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe(
        'unzip-failed: it is damaged or incomplete: save it again',
      );
  });

  test('zip-bomb-text-300M.docx is refused', async () => {
    expect(await kindOf(await readDocument('zip-bomb-text-300M.docx'))).toMatch(/^unzip-failed: /);
  });
});

describe('A part with entities is refused', () => {
  const refusal =
    'document-broken: one of its parts defines XML entities, which Word and PowerPoint never do';
  const doctype = '<!DOCTYPE a [<!ENTITY b "c">]><a/>';
  test.each<[string, Buffer | string]>([
    ['at its beginning', doctype],
    ['behind its declaration', `<?xml version="1.0"?>${doctype}`],
    ['behind comments and spaces', `\ufeff  <!-- <a> --><?a ?>\n<!-- -->${doctype}`],
    ['in UTF-16', Buffer.from(`\ufeff${doctype}`, 'utf16le')],
    ['in UTF-16, big-endian', Buffer.from(`\ufeff${doctype}`, 'utf16le').swap16()],
    ['in UTF-16 without its mark', Buffer.from(doctype, 'utf16le')],
  ])('%s', async (_name, content) => {
    expect(await kindOf(await word(content))).toBe(refusal);
  });

  test('in any part, by its ending or by its type', async () => {
    expect(await kindOf(await word('<a/>', [['word/_rels/document.xml.rels', doctype]]))).toBe(refusal);
    const types = typesOf(WORD, '/word/document.bin');
    expect(await kindOf(await zipOf([types, ['word/document.bin', doctype]]))).toBe(refusal);
  });

  test('by the type of its ending too, but for pictures, which may define some', async () => {
    const withPart = (type: string) =>
      zipOf([
        [
          '[Content_Types].xml',
          `<Types><Default Extension="DAT" ContentType="${type}"/><Override PartName="/word/document.xml" ContentType="${WORD}"/></Types>`,
        ],
        ['word/document.xml', '<a/>'],
        ['word/part.dat', doctype],
      ]);
    expect(await kindOf(await withPart(`${PREFIX}.wordprocessingml.header+xml`))).toBe(refusal);
    expect(await kindOf(await withPart('text/xml'))).toBe(refusal);
    expect(await kindOf(await withPart('image/svg+xml'))).toBe('docx');
  });

  test('so is what hides its beginning: a comment without end, another encoding', async () => {
    const other = 'document-broken: one of its parts must be XML and is not: save it again';
    expect(await kindOf(await word(`<!--${'x'.repeat(100_000)}-->${doctype}`))).toMatch(/^document-broken/);
    expect(await kindOf(await word('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE'))).toBe(other);
    expect(await kindOf(await word(Buffer.from('4c6fa793', 'hex')))).toBe(other);
  });

  test('also behind a prolog longer than what is read of a part', async () => {
    for (const filler of [' ', '\n', '<?a ?>', '<!-- -->']) {
      for (const bytes of [16_384, 20_000]) {
        const prolog = filler.repeat(bytes / filler.length);
        expect(await kindOf(await word(`${prolog}${doctype}`))).toMatch(/^document-broken/);
      }
    }
  });

  test.each(['billion-laughs.docx', 'xxe.docx'])('%s', async (name) => {
    expect(await kindOf(await readDocument(name))).toBe(refusal);
  });

  test('a part that is empty is none', async () => {
    expect(await kindOf(await word('<a/>', [['customXml/item1.xml', '']]))).toBe('docx');
  });
});

test('any bytes behind the mark of any kind give a kind or a sentence', async () => {
  const marks = ['d0cf11e0a1b11ae1', '504b0304', '504b0506', '25504446 2d', ''].map((hex) =>
    Buffer.from(hex.replace(' ', ''), 'hex'),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 3000 }), async (mark, rest) => {
      expect(await kindOf(Buffer.concat([mark, rest]))).toMatch(/^(pdf|doc|ppt|[a-z]+-[a-z]+: .{10,120})$/);
    }),
    { numRuns: 200 },
  );
});

test('an OLE2 file with any bytes damaged gives a kind or a sentence', async () => {
  const whole = (await readDocument('doc-3-pages.doc')).subarray(0, 20_000);
  const damage = fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      expect(await kindOf(bytes)).toMatch(/^(doc|ppt|pdf|[a-z]+-[a-z]+: .{10,120})$/);
    }),
    { numRuns: 100 },
  );
});
