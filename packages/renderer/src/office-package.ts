import { posix } from 'node:path';
import { unsupported } from './document-kind.ts';
import { ConversionFailure } from './failure.ts';
import { isXmlName, OfficeZip, tooLargePart } from './office-zip.ts';
import type { RenderLimits } from './protocol.ts';
import { decodeXml, parseXml, xmlBeginsWith } from './xml.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const ROOT_RELATIONS = '_rels/.rels';
/** About 100 bytes a part. */
const MAX_CONTENT_TYPES_BYTES = 4_000_000;
/** A part begins with a declaration and a few comments at most. */
const PROLOG_BYTES = 16_384;

const XML_TYPE = /[+/]xml$/i;

/** Macros are accepted: they do not run. */
const MAIN_PARTS: readonly (readonly [type: RegExp, kind: 'docx' | 'pptx' | 'xlsx'])[] = [
  [/wordprocessingml\.(document|template)\.main\+xml$|ms-word\.(document|template)\.macroEnabled/i, 'docx'],
  [/presentationml\.(presentation|slideshow|template)\.main\+xml$|ms-powerpoint\.\w+\.macroEnabled/i, 'pptx'],
  [/spreadsheetml\.(sheet|template)\.main\+xml$|ms-excel\./i, 'xlsx'],
];

export interface OfficePackage {
  readonly kind: 'docx' | 'pptx';
  /** The part that holds the text, or the order of the slides. */
  readonly mainPart: string;
  /** Whether it has text in another format, such as HTML, which LibreOffice leaves out. */
  readonly hasForeignText: boolean;
  readonly zip: OfficeZip;
}

/**
 * Inspects the file before LibreOffice, which unpacks anything.
 *
 * @throws {ConversionFailure} `unzip-failed` if it is damaged or a bomb, `document-broken` or `presentation-broken` if a part defines
 * entities, `file-unsupported` if it is something else.
 */
export async function openOfficePackage(path: string, limits: RenderLimits['zip']): Promise<OfficePackage> {
  const zip = await OfficeZip.open(path, limits);
  const types = await readContentTypes(zip);
  for (const mainPart of [...(await readRootTargets(zip)), ...types.ofParts.keys()]) {
    const contentType = contentTypeOf(mainPart, types);
    const kind = MAIN_PARTS.find(([type]) => type.test(contentType))?.[1];
    if (kind === 'xlsx') throw unsupported('a spreadsheet');
    if (kind === undefined || !zip.entries.has(mainPart)) continue;
    await checkXmlParts(zip, types, kind === 'docx' ? 'document-broken' : 'presentation-broken', limits);
    const relations = await readRelations(zip, relationsOf(mainPart));
    const hasForeignText = relations.some(({ type }) => type.endsWith('/aFChunk'));
    return { kind, mainPart, hasForeignText, zip };
  }
  throw unsupported(await otherZip(zip));
}

/** What the package itself names as its document, which is what LibreOffice opens. Damaged packages may not name any. */
async function readRootTargets(zip: OfficeZip): Promise<string[]> {
  const relations = await readRelations(zip, ROOT_RELATIONS);
  return relations
    .filter(({ type }) => type.endsWith('/officeDocument'))
    .map(({ target }) => posix.resolve('/', target).slice(1));
}

/** Those that stay within the package. */
async function readRelations(zip: OfficeZip, part: string): Promise<{ type: string; target: string }[]> {
  const relations: { type: string; target: string }[] = [];
  const entry = zip.entries.get(part);
  if (entry === undefined) return relations;
  parseXml(decodeXml(await zip.readHead(entry, MAX_CONTENT_TYPES_BYTES)), {
    onOpen: (name, { Type: type = '', Target: target = '', TargetMode }) => {
      if (name.endsWith('Relationship') && TargetMode !== 'External') relations.push({ type, target });
    },
  });
  return relations;
}

function relationsOf(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** A part's own type, or that of its extension: programs on .NET type the main part by the latter alone. */
function contentTypeOf(part: string, { ofParts, ofExtensions }: ContentTypes): string {
  const extension = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
  return ofParts.get(part) ?? ofExtensions.get(extension) ?? '';
}

interface ContentTypes {
  /** They win over those of extensions. */
  readonly ofParts: ReadonlyMap<string, string>;
  readonly ofExtensions: ReadonlyMap<string, string>;
}

async function readContentTypes(zip: OfficeZip): Promise<ContentTypes> {
  const ofParts = new Map<string, string>();
  const ofExtensions = new Map<string, string>();
  const entry = zip.entries.get(CONTENT_TYPES);
  if (entry === undefined) return { ofParts, ofExtensions };
  parseXml(decodeXml(await zip.readHead(entry, MAX_CONTENT_TYPES_BYTES)), {
    onOpen: (name, { PartName, Extension, ContentType }) => {
      if (ContentType === undefined) return;
      if (name.endsWith('Override') && PartName !== undefined)
        ofParts.set(PartName.replace(/^\//, ''), ContentType);
      if (name.endsWith('Default') && Extension !== undefined)
        ofExtensions.set(Extension.toLowerCase(), ContentType);
    },
  });
  return { ofParts, ofExtensions };
}

/** Whether LibreOffice reads a part as XML. Pictures often define entities: they count only with an XML type of their own. */
function isXml(name: string, types: ContentTypes): boolean {
  if (isXmlName(name)) return true;
  const type = contentTypeOf(name, types);
  if (types.ofParts.has(name)) return XML_TYPE.test(type);
  return XML_TYPE.test(type) && !/^image\//i.test(type);
}

async function otherZip(zip: OfficeZip): Promise<string> {
  const entry = zip.entries.get('mimetype');
  const type = entry === undefined ? '' : (await zip.readHead(entry, 100)).toString('latin1');
  return type.includes('opendocument') ? 'an OpenDocument file' : 'a zip file of another kind';
}

/** Word and PowerPoint never define entities. Attackers do, to expand them a billion times or to read files. */
async function checkXmlParts(
  zip: OfficeZip,
  types: ContentTypes,
  reason: 'document-broken' | 'presentation-broken',
  { maxPartBytes }: RenderLimits['zip'],
): Promise<void> {
  for (const [name, entry] of zip.entries) {
    if (!isXml(name, types)) continue;
    if (entry.uncompressedSize > maxPartBytes)
      throw new ConversionFailure('unzip-failed', tooLargePart(maxPartBytes));
    const head = await zip.readHead(entry, PROLOG_BYTES);
    const beginning = xmlBeginsWith(decodeXml(head));
    if (beginning === 'doctype') {
      const detail = 'one of its parts defines XML entities, which Word and PowerPoint never do';
      throw new ConversionFailure(reason, detail);
    }
    // Behind a prolog that fills the whole head there may be a DOCTYPE.
    if (beginning === 'other' || (beginning === 'nothing' && head.length === PROLOG_BYTES))
      throw new ConversionFailure(reason, 'one of its parts must be XML and is not: save it again');
  }
}
