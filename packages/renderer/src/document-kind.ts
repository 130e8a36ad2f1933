import { closeSync, openSync, readSync } from 'node:fs';
import { ConversionFailure } from './failure.ts';
import { type OleStreams, oleStreams } from './ole-streams.ts';

/** Where readers look for the mark of a PDF; what stands before is junk that they skip. */
const HEAD_BYTES = 1024;
const OLE_MARK = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** Of a zip with entries, and of an empty one. */
const ZIP_MARKS = ['PK\x03\x04', 'PK\x05\x06'];

/** What a DOC’s text begins with, and where its flags are. */
const WORD_MARK = 0xa5ec;
const WORD_FLAGS = 10;
const WORD_IS_ENCRYPTED = 0x0100;

/** Files that are often taken for one of ours, by what they begin with. */
const OTHERS: readonly (readonly [marks: readonly string[], name: string])[] = [
  [['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF', 'BM', 'II*\0', 'MM\0*'], 'an image'],
  [['\x1f\x8b', 'Rar!', '7z\xbc\xaf'], 'an archive'],
  [['{\\rtf'], 'an RTF text'],
];

/** `zip` may be a DOCX or PPTX: its parts tell. */
export type KindByBytes = 'pdf' | 'doc' | 'ppt' | 'zip';

/**
 * Tells a document's kind by its bytes; its name says nothing.
 *
 * @throws {ConversionFailure} `file-empty`, `file-unsupported`.
 */
export function kindByBytes(path: string): KindByBytes {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const length = readSync(file, head, 0, HEAD_BYTES, 0);
    if (length === 0) throw new ConversionFailure('file-empty', 'there is nothing in it');
    const text = head.toString('latin1', 0, length);
    if (text.startsWith(OLE_MARK)) return kindOfOle(oleStreams(file));
    if (ZIP_MARKS.some((mark) => text.startsWith(mark))) return 'zip';
    if (text.includes('%PDF-')) return 'pdf';
    throw unsupported(otherKind(text));
  } finally {
    closeSync(file);
  }
}

function otherKind(text: string): string {
  const other = OTHERS.find(([marks]) => marks.some((mark) => text.startsWith(mark)));
  if (other !== undefined) return other[1];
  const words = text
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|head|body)/.test(words)) return 'a web page';
  if (/^<(\?xml|svg)/.test(words)) return 'an XML text';
  return words.includes('\0') ? 'something else' : 'a text';
}

function kindOfOle(streams: OleStreams): 'doc' | 'ppt' {
  // The former is how DOCX and PPTX are encrypted, the latter PPT.
  if (streams.has('EncryptedPackage') || streams.has('EncryptedSummary')) throw needsPassword();
  const text = streams.get('WordDocument');
  if (text !== undefined) {
    if (isEncryptedWord(text())) throw needsPassword();
    return 'doc';
  }
  if (streams.has('PowerPoint Document')) return 'ppt';
  throw unsupported(streams.has('Workbook') || streams.has('Book') ? 'a spreadsheet' : 'something else');
}

/** A DOC says so in its own head. */
function isEncryptedWord(head: Buffer): boolean {
  const isHead = head.length > WORD_FLAGS + 1 && head.readUInt16LE(0) === WORD_MARK;
  return isHead && (head.readUInt16LE(WORD_FLAGS) & WORD_IS_ENCRYPTED) !== 0;
}

function needsPassword(): ConversionFailure {
  return new ConversionFailure('file-unsupported', 'the document needs a password: save it without one');
}

export function unsupported(what: string): ConversionFailure {
  return new ConversionFailure(
    'file-unsupported',
    `this is ${what}, but it has to be a PDF, DOC, DOCX, PPT or PPTX file`,
  );
}
