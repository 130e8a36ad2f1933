import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteRange } from './protocol.ts';

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
/** The end record is searched for in so many bytes at the end of the file. */
const SEARCHED_BYTES = 1024 ** 2;
/** Of a zip with 64-bit numbers, which stand elsewhere. */
const ELSEWHERE = 0xffff_ffff;

/**
 * Finds the zip in a file that has more before or after it, as mail servers and downloads leave it. Other readers allow that; LibreOffice
 * does not.
 *
 * @returns `undefined` if there is none.
 */
export function findZip(path: string): ByteRange | undefined {
  const file = openSync(path, 'r');
  try {
    return findIn(file);
  } finally {
    closeSync(file);
  }
}

function findIn(file: number): ByteRange | undefined {
  const { size } = fstatSync(file);
  const searched = Buffer.alloc(Math.min(size, SEARCHED_BYTES));
  const from = size - searched.length;
  readSync(file, searched, 0, searched.length, from);
  for (let at = searched.lastIndexOf(END_SIGNATURE); at !== -1; at = before(searched, at)) {
    if (at + END_BYTES > searched.length) continue;
    const end = from + at + END_BYTES + searched.readUInt16LE(at + 20);
    const [bytes, offset] = [searched.readUInt32LE(at + 12), searched.readUInt32LE(at + 16)];
    if (end > size) continue;
    if (offset === ELSEWHERE) return { start: 0, end };
    const start = from + at - bytes - offset;
    if (start >= 0 && (bytes === 0 || isDirectory(file, start + offset))) return { start, end };
  }
  return undefined;
}

function before(searched: Buffer, at: number): number {
  return at === 0 ? -1 : searched.lastIndexOf(END_SIGNATURE, at - 1);
}

function isDirectory(file: number, position: number): boolean {
  const signature = Buffer.alloc(4);
  return readSync(file, signature, 0, 4, position) === 4 && signature.readUInt32LE(0) === DIRECTORY_SIGNATURE;
}
