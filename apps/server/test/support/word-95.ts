/**
 * A document of Word 95 with two paragraphs, as that program laid it out: text in Windows-1252 and its tables in the one stream
 * `WordDocument` of a compound file.
 */
export function word95Document(): Buffer {
  const text = Buffer.from('Hello from nineteen ninety-five.\rA second paragraph, é è.\r', 'latin1');
  const end = TEXT_AT + text.length;
  const stream = Buffer.alloc(8192);
  // The file information block.
  stream.writeUInt16LE(0xa5dc, 0);
  // Of Word 95; Word 6 reads it too.
  stream.writeUInt16LE(104, 2);
  stream.writeUInt16LE(101, 0x0c);
  for (const [at, value] of [
    [0x18, TEXT_AT],
    [0x1c, end],
    [0x20, end],
    [0x34, text.length],
  ] as const)
    stream.writeUInt32LE(value, at);
  text.copy(stream, TEXT_AT);

  // The pages of character and paragraph formats: one run, and two paragraphs.
  stream.writeUInt32LE(TEXT_AT, CHARACTERS_AT);
  stream.writeUInt32LE(end, CHARACTERS_AT + 4);
  stream[CHARACTERS_AT + PAGE - 1] = 1;
  const paragraphs = [TEXT_AT, TEXT_AT + text.indexOf('\r') + 1, end];
  for (const [index, at] of paragraphs.entries()) stream.writeUInt32LE(at, PARAGRAPHS_AT + 4 * index);
  for (let index = 0; index < 2; index++) stream[PARAGRAPHS_AT + 12 + 7 * index] = FORMAT_WORD;
  stream[PARAGRAPHS_AT + 2 * FORMAT_WORD] = 1;
  stream[PARAGRAPHS_AT + PAGE - 1] = 2;

  let at = TABLES_AT;
  const add = (pointer: number, table: Buffer) => {
    stream.writeUInt32LE(at, pointer);
    stream.writeUInt32LE(table.length, pointer + 4);
    table.copy(stream, at);
    at += table.length;
  };
  add(0xb8, Buffer.concat([uint32(TEXT_AT, end), uint16(CHARACTERS_AT / PAGE)]));
  add(0xc0, Buffer.concat([uint32(TEXT_AT, end), uint16(PARAGRAPHS_AT / PAGE)]));
  add(0x60, styles());
  // One section.
  add(0x88, Buffer.concat([uint32(0, text.length), uint16(0), uint32(0xffff_ffff), uint16(0), uint32(0)]));
  add(0xd0, fonts());
  return compoundFile('WordDocument', stream);
}

const PAGE = 512;
const TEXT_AT = 2 * PAGE;
const CHARACTERS_AT = 3 * PAGE;
const PARAGRAPHS_AT = 4 * PAGE;
const TABLES_AT = 5 * PAGE;
/** Where the paragraphs' format is in their page, in words. */
const FORMAT_WORD = 200;

function styles(): Buffer {
  const header = uint16(1, 8, 1, 15, 15, 0, 0, 0, 0);
  const normal = Buffer.concat([uint16(0, 0xfff1, 2, 0), Buffer.from('\x06Normal\0')]);
  return Buffer.concat([uint16(header.length), header, uint16(normal.length), normal]);
}

function fonts(): Buffer {
  const font = Buffer.concat([
    Buffer.from([0, 0x16]),
    uint16(400),
    Buffer.from([0, 0]),
    Buffer.from('Times New Roman\0'),
  ]);
  font[0] = font.length - 1;
  return Buffer.concat([uint16(2 + font.length), font]);
}

const END_OF_CHAIN = 0xffff_fffe;
const FREE = 0xffff_ffff;

/** With one stream, whose length is a multiple of a sector's. */
function compoundFile(name: string, stream: Buffer): Buffer {
  const sectors = stream.length / PAGE;
  const table = Buffer.alloc(PAGE, 0xff);
  for (let sector = 0; sector < sectors; sector++) table.writeUInt32LE(sector + 1, 4 * sector);
  table.writeUInt32LE(END_OF_CHAIN, 4 * (sectors - 1));
  table.writeUInt32LE(END_OF_CHAIN, 4 * sectors);
  table.writeUInt32LE(0xffff_fffd, 4 * (sectors + 1));
  const header = Buffer.alloc(PAGE, 0xff);
  header.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  uint16(0x3e, 3, 0xfffe, 9, 6).copy(header, 24);
  uint32(1, sectors, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0, sectors + 1).copy(header, 44);
  const folder = Buffer.concat([
    entry('Root Entry', 5, 1, END_OF_CHAIN, 0),
    entry(name, 2, FREE, 0, stream.length),
  ]);
  return Buffer.concat([header, stream, Buffer.concat([folder], PAGE), table]);
}

function entry(name: string, type: number, child: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  const length = bytes.write(`${name}\0`, 'utf16le');
  bytes.writeUInt16LE(length, 64);
  bytes[66] = type;
  bytes[67] = 1;
  uint32(FREE, FREE, child).copy(bytes, 68);
  uint32(start, size).copy(bytes, 116);
  return bytes;
}

function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
}
