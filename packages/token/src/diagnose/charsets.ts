/** Character sets other than UTF-8 that a generator may have turned its texts into bytes with. */
export type Charset = 'ASCII' | 'Latin-1' | 'GBK' | 'UTF-16';

type Encode = (text: string) => Buffer;

const BEYOND_ASCII = /[\u0080-\uffff]/g;
const BEYOND_ASCII_BY_CHARACTER = /[\u{80}-\u{10ffff}]/gu;
const BEYOND_LATIN_1 = /[\u0100-\uffff]/g;
const BEYOND_LATIN_1_BY_CHARACTER = /[\u{100}-\u{10ffff}]/gu;

/** What a set does not have becomes `?`: two of them for a character beyond the basic plane in .NET, one in Java. */
const replacing =
  (characters: RegExp): Encode =>
  (text) =>
    Buffer.from(text.replaceAll(characters, '?'), 'latin1');

export const ENCODERS: readonly (readonly [Charset, Encode])[] = [
  ['ASCII', replacing(BEYOND_ASCII)],
  ['ASCII', replacing(BEYOND_ASCII_BY_CHARACTER)],
  ['Latin-1', replacing(BEYOND_LATIN_1)],
  ['Latin-1', replacing(BEYOND_LATIN_1_BY_CHARACTER)],
  ['GBK', encodeGbk],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le').swap16()],
];

let gbkCodes: ReadonlyMap<string, number> | undefined;

/** Node decodes GBK and does not encode it, so the table is turned round, once. */
function encodeGbk(text: string): Buffer {
  gbkCodes ??= readGbkCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character < '\u0080' ? character.charCodeAt(0) : (gbkCodes.get(character) ?? 0x3f);
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return Buffer.from(bytes);
}

function readGbkCodes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd') codes.set(character, (lead << 8) | trail);
    }
  }
  return codes;
}
