/** Where a TrueType file has what. */
const TABLE_COUNT = 4;
const DIRECTORY = 12;
const DIRECTORY_ENTRY = 16;
/** Of an outline of points, and of one that is made of other glyphs. */
const GLYPH_HEADER = 10;
const COMPOSITE = -1;
/** Flags of a component: offsets instead of points, in bytes or in words; a scale; more components; instructions. */
const OFFSETS = 0x0002;
const WORDS = 0x0001;
const SCALE = 0x0008;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;
const MORE = 0x0020;
const INSTRUCTIONS = 0x0100;
/** 1 as the format writes scales. */
const ONE = 0x4000;

/** PDF's names for glyphs mean signs where fonts have letters: increment and Delta, ohm and Omega, micro and mu. */
const SAME: readonly (readonly [character: number, same: number])[] = [
  [0x2206, 0x0394],
  [0x2126, 0x03a9],
  [0x00b5, 0x03bc],
];

interface Font {
  readonly tables: ReadonlyMap<string, Buffer>;
  readonly unitsPerEm: number;
  readonly glyphs: readonly Buffer[];
  readonly advances: readonly number[];
  /** Glyph by character. */
  readonly characters: ReadonlyMap<number, number>;
}

/** A TrueType font, and the characters that it has. */
export interface MergedFont {
  readonly bytes: Buffer;
  readonly characters: ReadonlySet<number>;
}

/**
 * Makes one font of several: PDFium takes a single one for all text that a document's fonts lack, whatever the script. For a character that
 * several have, the first counts. Without hints and without what shapes text: a PDF places each glyph itself.
 */
export function mergeFonts(files: readonly Buffer[]): MergedFont {
  const fonts = files.map(readFont);
  const [first] = fonts;
  if (first === undefined) throw new TypeError('There is no font to merge.');
  const glyphs: Buffer[] = [];
  const advances: number[] = [];
  const characters = new Map<number, number>();
  for (const font of fonts) {
    const base = glyphs.length;
    glyphs.push(...font.glyphs.map((glyph) => withoutHints(glyph, base)));
    advances.push(...font.advances);
    const scale = first.unitsPerEm / font.unitsPerEm;
    for (const [character, glyph] of font.characters) {
      if (characters.has(character)) continue;
      if (scale === 1) {
        characters.set(character, base + glyph);
        continue;
      }
      characters.set(character, glyphs.length);
      glyphs.push(scaled(font.glyphs[glyph] ?? Buffer.alloc(0), base + glyph, scale));
      advances.push(Math.round((font.advances[glyph] ?? 0) * scale));
    }
  }
  for (const [character, same] of SAME) {
    const glyph = characters.get(same);
    if (glyph !== undefined && !characters.has(character)) characters.set(character, glyph);
  }
  return {
    bytes: writeFont(first, { glyphs, advances, characters }),
    characters: new Set(characters.keys()),
  };
}

function readFont(file: Buffer): Font {
  const tables = new Map<string, Buffer>();
  for (
    let at = DIRECTORY;
    at < DIRECTORY + DIRECTORY_ENTRY * file.readUInt16BE(TABLE_COUNT);
    at += DIRECTORY_ENTRY
  ) {
    const start = file.readUInt32BE(at + 8);
    tables.set(file.toString('latin1', at, at + 4), file.subarray(start, start + file.readUInt32BE(at + 12)));
  }
  const table = (name: string) => tables.get(name) ?? Buffer.alloc(0);
  const [head, loca, glyf, hmtx] = [table('head'), table('loca'), table('glyf'), table('hmtx')];
  const isLong = head.readInt16BE(50) === 1;
  const offset = (glyph: number) =>
    isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2;
  const count = table('maxp').readUInt16BE(4);
  const measured = table('hhea').readUInt16BE(34);
  const indexes = Array.from({ length: count }, (_, glyph) => glyph);
  return {
    tables,
    unitsPerEm: head.readUInt16BE(18),
    glyphs: indexes.map((glyph) => glyf.subarray(offset(glyph), offset(glyph + 1))),
    // The last one holds for those behind it.
    advances: indexes.map((glyph) => hmtx.readUInt16BE(Math.min(glyph, measured - 1) * 4)),
    characters: readCharacters(table('cmap')),
  };
}

/** From Unicode's own subtable in format 4, or 12 where there is one. */
function readCharacters(cmap: Buffer): Map<number, number> {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, at) =>
    cmap.subarray(cmap.readUInt32BE(4 + at * 8 + 4)),
  );
  const of = (format: number) => subtables.find((subtable) => subtable.readUInt16BE(0) === format);
  const characters = new Map<number, number>();
  const [long, short] = [of(12), of(4)];
  if (long !== undefined) {
    for (let at = 16; at < 16 + 12 * long.readUInt32BE(12); at += 12) {
      const [from, to, glyph] = [long.readUInt32BE(at), long.readUInt32BE(at + 4), long.readUInt32BE(at + 8)];
      for (let character = from; character <= to; character++)
        characters.set(character, glyph + character - from);
    }
  } else if (short !== undefined) readShort(short, characters);
  return characters;
}

function readShort(subtable: Buffer, characters: Map<number, number>): void {
  const segments = subtable.readUInt16BE(6) / 2;
  const column = (index: number) => 14 + index * segments * 2 + (index > 0 ? 2 : 0);
  for (let segment = 0; segment < segments; segment++) {
    const value = (index: number) => subtable.readUInt16BE(column(index) + segment * 2);
    const [to, from, delta, range] = [value(0), value(1), value(2), value(3)];
    for (let character = from; character <= to && character < 0xffff; character++) {
      const at = column(3) + segment * 2 + range + (character - from) * 2;
      const stored = range === 0 ? character : subtable.readUInt16BE(at);
      const glyph = stored === 0 && range !== 0 ? 0 : (stored + delta) & 0xffff;
      if (glyph !== 0) characters.set(character, glyph);
    }
  }
}

/** The hints of one font mean nothing in another. */
function withoutHints(glyph: Buffer, base: number): Buffer {
  if (glyph.length === 0) return glyph;
  const contours = glyph.readInt16BE(0);
  if (contours < 0) return moved(glyph, base);
  const ends = GLYPH_HEADER + contours * 2;
  const hints = glyph.readUInt16BE(ends);
  return Buffer.concat([glyph.subarray(0, ends), Buffer.alloc(2), glyph.subarray(ends + 2 + hints)]);
}

/** A glyph made of others, which have other numbers now. */
function moved(glyph: Buffer, base: number): Buffer {
  const copy = Buffer.from(glyph);
  for (let at = GLYPH_HEADER, flags = MORE; (flags & MORE) !== 0; ) {
    flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(flags & ~INSTRUCTIONS, at);
    copy.writeUInt16BE(copy.readUInt16BE(at + 2) + base, at + 2);
    at += 4 + ((flags & WORDS) !== 0 ? 4 : 2);
    if ((flags & SCALE) !== 0) at += 2;
    else if ((flags & TWO_SCALES) !== 0) at += 4;
    else if ((flags & MATRIX) !== 0) at += 8;
  }
  return copy;
}

/** A glyph that shows another one smaller. */
function scaled(original: Buffer, glyph: number, scale: number): Buffer {
  if (original.length === 0) return original;
  const made = Buffer.alloc(GLYPH_HEADER + 8);
  made.writeInt16BE(COMPOSITE, 0);
  for (let at = 2; at < GLYPH_HEADER; at += 2)
    made.writeInt16BE(Math.round(original.readInt16BE(at) * scale), at);
  made.writeUInt16BE(OFFSETS | SCALE, GLYPH_HEADER);
  made.writeUInt16BE(glyph, GLYPH_HEADER + 2);
  made.writeInt16BE(Math.round(scale * ONE), GLYPH_HEADER + 6);
  return made;
}

function writeFont(
  { tables }: Font,
  { glyphs, advances, characters }: { glyphs: Buffer[]; advances: number[]; characters: Map<number, number> },
): Buffer {
  const copyOf = (name: string) => Buffer.from(tables.get(name) ?? Buffer.alloc(0));
  const [head, hhea, maxp] = [copyOf('head'), copyOf('hhea'), copyOf('maxp')];
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  // Points, contours and depth of the largest glyph, which may be another font's.
  for (const at of [6, 8, 10, 12]) maxp.writeUInt16BE(0xffff, at);
  maxp.writeUInt16BE(8, 30);
  const hmtx = Buffer.alloc(glyphs.length * 4);
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  const outlines: Buffer[] = [];
  let offset = 0;
  for (const [index, glyph] of glyphs.entries()) {
    const even = glyph.length % 2 === 0 ? glyph : Buffer.concat([glyph, Buffer.alloc(1)]);
    hmtx.writeUInt16BE(advances[index] ?? 0, index * 4);
    if (glyph.length > 0) hmtx.writeInt16BE(glyph.readInt16BE(2), index * 4 + 2);
    outlines.push(even);
    offset += even.length;
    loca.writeUInt32BE(offset, (index + 1) * 4);
  }
  const cmap = writeCharacters(characters);
  return writeTables({ cmap, glyf: Buffer.concat(outlines), head, hhea, hmtx, loca, maxp });
}

function writeCharacters(characters: ReadonlyMap<number, number>): Buffer {
  const groups = Buffer.concat(
    [...characters]
      .sort(([one], [other]) => one - other)
      .map(([character, glyph]) => numbers(character, character, glyph)),
  );
  const header = Buffer.from([0, 0, 0, 1, 0, 3, 0, 10]);
  const subtable = numbers(12 << 16, 16 + groups.length, 0, characters.size);
  return Buffer.concat([header, numbers(12), subtable, groups]);
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
}

/** Sums are left out: nothing checks them. */
function writeTables(tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  const directory = [numbers(0x0001_0000), Buffer.from([0, entries.length, 0, 0, 0, 0, 0, 0])];
  const contents: Buffer[] = [];
  let offset = DIRECTORY + DIRECTORY_ENTRY * entries.length;
  for (const [name, content] of entries) {
    const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
    directory.push(Buffer.from(name, 'latin1'), numbers(0, offset, content.length));
    contents.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([...directory, ...contents]);
}
