import { describe, expect, test } from 'vitest';
import { readDocument } from './support/fixtures.ts';
import { kindOf, PREFIX, typesOf, WORD, word, zipOf } from './support/kinds.ts';
import { LIMITS } from './support/renderer-process.ts';

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
