import { readSync } from 'node:fs';

const HEADER_BYTES = 512;
const TABLES_IN_HEADER = 109;
const ENTRY_BYTES = 128;
/** Shorter streams share sectors. */
const SHORT_BYTES = 4096;
/** Larger numbers are markers, such as "end of chain", instead of sectors or entries. */
const FIRST_MARKER = 0xfffffffa;
/** More than any document has: they end a cycle. */
const MAX_DIRECTORY_SECTORS = 4096;
const MAX_TABLE_LISTS = 4096;

type ReadSector = (sector: number) => Buffer | undefined;

/** By name in lower case: gives a stream's beginning, which is empty if it is cut off or too short for a sector of its own. */
export type OleStreams = ReadonlyMap<string, () => Buffer>;

/**
 * The top streams of an OLE2 compound file, the format of Word and PowerPoint before 2007, as far as its structure is intact. Embedded
 * documents are deeper. Reads a bounded number of sectors: the usual libraries read the whole file into memory.
 */
export function oleStreams(file: number): OleStreams {
  const header = readAt(file, 0, HEADER_BYTES);
  const sectorBytes = 1 << (header?.readUInt16LE(30) ?? 0);
  if (header === undefined || (sectorBytes !== 512 && sectorBytes !== 4096)) return new Map();
  const readSector = (sector: number) => readAt(file, (sector + 1) * sectorBytes, sectorBytes);
  return topStreams(readDirectory(header, readSector), readSector);
}

/** A chain of sectors: tables hold the number of the next one at the position of each. */
function readDirectory(header: Buffer, readSector: ReadSector): Buffer {
  const tables = tableSectors(header, readSector);
  const sectors: Buffer[] = [];
  let sector = header.readUInt32LE(48);
  while (sector < FIRST_MARKER && sectors.length < MAX_DIRECTORY_SECTORS) {
    const read = readSector(sector);
    if (read === undefined) break;
    sectors.push(read);
    const table = tables[Math.floor(sector / (read.length / 4))];
    const next = table === undefined ? undefined : readSector(table);
    if (next === undefined) break;
    sector = next.readUInt32LE((sector % (read.length / 4)) * 4);
  }
  return Buffer.concat(sectors);
}

/** The header lists the first 109, a chain of lists the others. */
function tableSectors(header: Buffer, readSector: ReadSector): number[] {
  const tables: number[] = [];
  for (let at = 0; at < TABLES_IN_HEADER; at++) tables.push(header.readUInt32LE(76 + 4 * at));
  let sector = header.readUInt32LE(68);
  for (let count = 0; count < MAX_TABLE_LISTS && sector < FIRST_MARKER; count++) {
    const list = readSector(sector);
    if (list === undefined) break;
    for (let at = 0; at < list.length - 4; at += 4) tables.push(list.readUInt32LE(at));
    sector = list.readUInt32LE(list.length - 4);
  }
  return tables;
}

/** A folder's entries form a tree of siblings. The first entry is the top folder; its child is the root of its tree. */
function topStreams(directory: Buffer, readSector: ReadSector): OleStreams {
  const streams = new Map<string, () => Buffer>();
  if (directory.length < ENTRY_BYTES) return streams;
  const seen = new Set<number>();
  const pending = [directory.readUInt32LE(76)];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const at = entry * ENTRY_BYTES;
    if (at + ENTRY_BYTES > directory.length || seen.has(entry)) continue;
    seen.add(entry);
    const nameBytes = directory.readUInt16LE(at + 64);
    if (nameBytes >= 2 && nameBytes <= 64) {
      const name = directory.toString('utf16le', at, at + nameBytes - 2);
      const isShort = directory.readUInt32LE(at + 120) < SHORT_BYTES;
      const sector = directory.readUInt32LE(at + 116);
      // The format compares names without regard to case, and some programs write `WORDDOCUMENT`.
      streams.set(name.toLowerCase(), () => (isShort ? undefined : readSector(sector)) ?? Buffer.alloc(0));
    }
    pending.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72));
  }
  return streams;
}

function readAt(file: number, position: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, position) === length ? bytes : undefined;
}
