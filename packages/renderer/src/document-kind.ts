import { closeSync, openSync, readSync } from 'node:fs';
import { ConversionFailure } from './failure.ts';
import { type OleStreams, oleStreams } from './ole-streams.ts';
import { findZip } from './zip-bounds.ts';

/** Readers skip junk before the PDF signature, which begins within 1,024 bytes. */
const HEAD_BYTES = 1024 + '%PDF'.length;
const OLE_SIGNATURE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** Of a zip with entries, and of an empty one. */
const ZIP_SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'];

/** Of the `WordDocument` stream, since Word 97, and of Word 6 and 95. */
const WORD_SIGNATURE = 0xa5ec;
const WORD_95_SIGNATURE = 0xa5dc;
const WORD_FLAGS = 10;
const WORD_IS_ENCRYPTED = 0x0100;

const OTHERS: readonly (readonly [signatures: readonly string[], name: string])[] = [
  [['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF', 'BM', 'II*\0', 'MM\0*'], 'an image'],
  [['\x1f\x8b', 'Rar!', '7z\xbc\xaf'], 'an archive'],
  [['{\\rtf'], 'an RTF document'],
];

/** A `zip` may be a DOCX or PPTX. */
type KindByBytes = 'pdf' | 'doc' | 'ppt' | 'doc-95' | 'ppt-95' | 'zip';

/**
 * A document's name proves nothing.
 *
 * @throws {ConversionFailure} `file-empty`, `file-unsupported`.
 */
export function kindByBytes(path: string): KindByBytes {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const length = readSync(file, head, 0, HEAD_BYTES, 0);
    if (length === 0) throw new ConversionFailure('file-empty', 'it has 0 bytes');
    const text = head.toString('latin1', 0, length);
    if (text.startsWith(OLE_SIGNATURE)) return kindOfOle(oleStreams(file));
    if (ZIP_SIGNATURES.some((signature) => text.startsWith(signature))) return 'zip';
    if (text.includes('%PDF')) return 'pdf';
    if (findZip(path) !== undefined) return 'zip';
    throw unsupported(otherKind(text));
  } finally {
    closeSync(file);
  }
}

function otherKind(text: string): string {
  const other = OTHERS.find(([signatures]) => signatures.some((signature) => text.startsWith(signature)));
  if (other !== undefined) return other[1];
  const start = text
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|head|body)/.test(start)) return 'a web page';
  if (/^<(\?xml|svg)/.test(start)) return 'an XML file';
  return start.includes('\0') ? 'a file of another kind' : 'a text file';
}

function kindOfOle(streams: OleStreams): 'doc' | 'ppt' | 'doc-95' | 'ppt-95' {
  // The first is in encrypted DOCX and PPTX files, the second in PPT.
  if (streams.has('encryptedpackage') || streams.has('encryptedsummary')) throw needsPassword();
  const text = streams.get('worddocument');
  if (text !== undefined) {
    const head = text();
    if (isEncryptedWord(head)) throw needsPassword();
    return isWord(head, WORD_95_SIGNATURE) ? 'doc-95' : 'doc';
  }
  // The stream's name says 4, the version of the format of PowerPoint 95.
  if (streams.has('pp40')) return 'ppt-95';
  if (streams.has('powerpoint document')) return 'ppt';
  const isSpreadsheet = streams.has('workbook') || streams.has('book');
  throw unsupported(isSpreadsheet ? 'a spreadsheet' : 'a file of another kind');
}

/** @param head the beginning of the `WordDocument` stream. */
function isEncryptedWord(head: Buffer): boolean {
  const isHead = isWord(head, WORD_SIGNATURE) || isWord(head, WORD_95_SIGNATURE);
  return isHead && (head.readUInt16LE(WORD_FLAGS) & WORD_IS_ENCRYPTED) !== 0;
}

function isWord(head: Buffer, signature: number): boolean {
  return head.length > WORD_FLAGS + 1 && head.readUInt16LE(0) === signature;
}

function needsPassword(): ConversionFailure {
  return new ConversionFailure('file-unsupported', 'the document needs a password: save it without one');
}

export function unsupported(what: string): ConversionFailure {
  const detail = `this is ${what}: it must be a PDF, DOC, DOCX, PPT or PPTX file`;
  return new ConversionFailure('file-unsupported', detail);
}
