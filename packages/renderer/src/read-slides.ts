import { posix } from 'node:path';
import type { OfficePackage } from './office-package.ts';
import type { Slides } from './protocol.ts';
import { decodeXml, parseXml } from './xml.ts';

const MAX_PART_BYTES = 4_000_000;
/** Enough for a declaration and the first element with its namespaces. */
const ROOT_BYTES = 16_384;
/** Of all parts, which take about a second. Further notes are left out. */
const MAX_ALL_BYTES = 64_000_000;
/** Of one slide's notes. The rest is cut off. */
const MAX_NOTE_LENGTH = 20_000;
/** Of all notes as JSON: half of a line. Further notes are left out. */
const MAX_NOTES_BYTES = 512 * 1024;

type ReadPart = (name: string) => Promise<string>;

/**
 * Broken or overlong notes are left out and do not fail the conversion.
 *
 * @throws {ConversionFailure} `unzip-failed` if a part cannot be unpacked.
 */
export async function readSlides({ zip, mainPart }: OfficePackage, maxSlides: number): Promise<Slides> {
  let bytesLeft = MAX_ALL_BYTES;
  const readPart: ReadPart = async (name) => {
    const entry = zip.entries.get(name);
    if (entry === undefined) return '';
    const bytes = await zip.readHead(entry, Math.min(MAX_PART_BYTES, bytesLeft));
    bytesLeft -= bytes.length;
    return decodeXml(bytes);
  };
  const notes: Record<string, string> = {};
  const hidden: number[] = [];
  let notesBytes = 0;
  const slides = await slideParts(readPart, mainPart, maxSlides);
  for (const [index, slide] of slides.entries()) {
    const entry = zip.entries.get(slide);
    if (entry !== undefined && isHidden(decodeXml(await zip.readHead(entry, ROOT_BYTES)))) {
      hidden.push(index);
      continue;
    }
    const text = textOfNotes(await readNotesPart(readPart, slide));
    notesBytes += Buffer.byteLength(JSON.stringify(text)) + 16;
    if (text !== '' && notesBytes <= MAX_NOTES_BYTES) notes[`${index + 1 - hidden.length}`] = text;
  }
  return { notes, hidden };
}

/** @param beginning of the slide's part. */
function isHidden(beginning: string): boolean {
  let show: string | undefined;
  parseXml(beginning, {
    onOpen: (_name, attributes) => {
      show ??= attributes.show ?? '';
    },
  });
  return show === '0' || show === 'false';
}

async function slideParts(readPart: ReadPart, mainPart: string, maxSlides: number): Promise<string[]> {
  const relations = await readRelations(readPart, mainPart);
  const parts: string[] = [];
  parseXml(await readPart(mainPart), {
    onOpen: (name, { 'r:id': id }) => {
      if (name === 'p:sldId' && id !== undefined && parts.length < maxSlides)
        parts.push(relations.get(id)?.target ?? '');
    },
  });
  return parts;
}

async function readNotesPart(readPart: ReadPart, slide: string): Promise<string> {
  for (const { type, target } of (await readRelations(readPart, slide)).values())
    if (type.endsWith('/notesSlide')) return readPart(target);
  return '';
}

interface Relation {
  readonly type: string;
  /** The name of a part. */
  readonly target: string;
}

async function readRelations(readPart: ReadPart, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const relations = new Map<string, Relation>();
  parseXml(await readPart(posix.join(folder, '_rels', `${posix.basename(part)}.rels`)), {
    onOpen: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (!name.endsWith('Relationship') || TargetMode === 'External') return;
      relations.set(Id, { type: Type, target: posix.resolve('/', folder, Target).slice(1) });
    },
  });
  return relations;
}

/** A notes page also holds the number, date and image of the slide. */
function textOfNotes(xml: string): string {
  let text = '';
  let isBody = false;
  let isText = false;
  parseXml(xml, {
    onOpen: (name, attributes) => {
      if (name === 'p:sp') isBody = false;
      if (name === 'p:ph') isBody = attributes.type === 'body';
      isText = name === 'a:t';
    },
    onText: (part) => {
      if (isBody && isText && text.length < MAX_NOTE_LENGTH) text += part;
    },
    onClose: (name) => {
      isText = false;
      if (isBody && (name === 'a:p' || name === 'a:br') && text.length < MAX_NOTE_LENGTH) text += '\n';
    },
  });
  return text.slice(0, MAX_NOTE_LENGTH).trim();
}
