import { unsupported } from './document-kind.ts';
import { ConversionFailure } from './failure.ts';
import { isXmlName, OfficeZip } from './office-zip.ts';
import type { RenderLimits } from './protocol.ts';
import { decodeXml, parseXml, xmlBeginsWith } from './xml.ts';

const CONTENT_TYPES = '[Content_Types].xml';
/** Longest list of parts, in bytes: some 100 for each part. */
const MAX_CONTENT_TYPES_BYTES = 4_000_000;
/** Before its first element a part has at most a declaration and a comment or two. */
const PROLOG_BYTES = 16_384;

const XML_TYPE = /[+/]xml$/i;

/** What the main part is called in the list of parts. Macros do not run, so a document may have them. */
const MAIN_PARTS: readonly (readonly [type: RegExp, kind: 'docx' | 'pptx' | 'xlsx'])[] = [
  [/wordprocessingml\.(document|template)\.main\+xml$|ms-word\.(document|template)\.macroEnabled/i, 'docx'],
  [/presentationml\.(presentation|slideshow|template)\.main\+xml$|ms-powerpoint\.\w+\.macroEnabled/i, 'pptx'],
  [/spreadsheetml\.(sheet|template)\.main\+xml$|ms-excel\./i, 'xlsx'],
];

export interface OfficePackage {
  readonly kind: 'docx' | 'pptx';
  /** Name of the part that holds the text, or the order of slides. */
  readonly mainPart: string;
  readonly zip: OfficeZip;
}

/**
 * Looks into a Word or PowerPoint file before LibreOffice does, which would unpack whatever it is told to.
 *
 * @throws {ConversionFailure} `unzip-failed` where it is damaged or a bomb, `document-broken` and `presentation-broken` where a part
 *   defines entities, `file-unsupported` where it is something else.
 */
export async function openOfficePackage(path: string, limits: RenderLimits['zip']): Promise<OfficePackage> {
  const zip = await OfficeZip.open(path, limits);
  const types = await readContentTypes(zip);
  for (const [mainPart, contentType] of types.ofParts) {
    const kind = MAIN_PARTS.find(([type]) => type.test(contentType))?.[1];
    if (kind === 'xlsx') throw unsupported('a spreadsheet');
    if (kind === undefined || !zip.entries.has(mainPart)) continue;
    await checkXmlParts(zip, types, kind === 'docx' ? 'document-broken' : 'presentation-broken', limits);
    return { kind, mainPart, zip };
  }
  throw unsupported(await otherZip(zip));
}

/** Content types by name of part, of those that have one of their own: the main part has. Of the others by the ending of their name. */
interface ContentTypes {
  readonly ofParts: ReadonlyMap<string, string>;
  readonly ofEndings: ReadonlyMap<string, string>;
}

async function readContentTypes(zip: OfficeZip): Promise<ContentTypes> {
  const ofParts = new Map<string, string>();
  const ofEndings = new Map<string, string>();
  const entry = zip.entries.get(CONTENT_TYPES);
  if (entry === undefined) return { ofParts, ofEndings };
  parseXml(decodeXml(await zip.readHead(entry, MAX_CONTENT_TYPES_BYTES)), {
    onOpen: (name, { PartName, Extension, ContentType }) => {
      if (ContentType === undefined) return;
      if (name.endsWith('Override') && PartName !== undefined)
        ofParts.set(PartName.replace(/^\//, ''), ContentType);
      if (name.endsWith('Default') && Extension !== undefined)
        ofEndings.set(Extension.toLowerCase(), ContentType);
    },
  });
  return { ofParts, ofEndings };
}

/** Whether LibreOffice reads a part as XML. Of pictures, which often define entities, only what is said to be one by itself counts. */
function isXml(name: string, { ofParts, ofEndings }: ContentTypes): boolean {
  if (isXmlName(name)) return true;
  const own = ofParts.get(name);
  if (own !== undefined) return XML_TYPE.test(own);
  const type = ofEndings.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? '';
  return XML_TYPE.test(type) && !/^image\//i.test(type);
}

async function otherZip(zip: OfficeZip): Promise<string> {
  const entry = zip.entries.get('mimetype');
  const type = entry === undefined ? '' : (await zip.readHead(entry, 100)).toString('latin1');
  return type.includes('opendocument') ? 'an OpenDocument file' : 'another kind of zip file';
}

/** Word and PowerPoint define no entities; who does wants them expanded a billion times, or out of a file. */
async function checkXmlParts(
  zip: OfficeZip,
  types: ContentTypes,
  reason: 'document-broken' | 'presentation-broken',
  { maxPartBytes }: RenderLimits['zip'],
): Promise<void> {
  for (const [name, entry] of zip.entries) {
    if (!isXml(name, types)) continue;
    if (entry.uncompressedSize > maxPartBytes)
      throw new ConversionFailure(
        'unzip-failed',
        `unpacked a part of it has more than ${maxPartBytes} bytes`,
      );
    const beginning = xmlBeginsWith(decodeXml(await zip.readHead(entry, PROLOG_BYTES)));
    if (beginning === 'doctype')
      throw new ConversionFailure(
        reason,
        'a part of it defines XML entities, as no Word or PowerPoint file does',
      );
    if (beginning === 'other')
      throw new ConversionFailure(reason, 'a part of it is no XML where it has to be: save it anew');
  }
}
