import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from './support/fixtures.ts';
import { kindOf, PREFIX, typesOf, WORD, zipOf } from './support/kinds.ts';

const NEEDED = 'it must be a PDF, DOC, DOCX, PPT or PPTX file';

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

test('any bytes behind the mark of any kind give a kind or a sentence', async () => {
  const marks = ['d0cf11e0a1b11ae1', '504b0304', '504b0506', '25504446 2d', ''].map((hex) =>
    Buffer.from(hex.replace(' ', ''), 'hex'),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 3000 }), async (mark, rest) => {
      expect(await kindOf(Buffer.concat([mark, rest]))).toMatch(
        /^(pdf|(doc|ppt)(-95)?|[a-z]+-[a-z]+: .{10,120})$/,
      );
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
      expect(await kindOf(bytes)).toMatch(/^(pdf|(doc|ppt)(-95)?|[a-z]+-[a-z]+: .{10,120})$/);
    }),
    { numRuns: 100 },
  );
});
