import { fromBuffer } from 'yauzl';
import { ZipFile } from 'yazl';
import { readDocument } from '../../../../packages/renderer/test/support/fixtures.ts';

const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a Word or PowerPoint file by name. */
export type Parts = Map<string, Buffer>;

/** A way for a document to have LibreOffice read something that is no part of it. */
export interface Attack {
  readonly name: string;
  readonly ending: 'docx' | 'pptx';
  /**
   * @param target URL of what is to be read: `http:` or `file:`.
   * @param id of the relationship to it, where there is one: of its own, so that a document can hold several attacks.
   */
  readonly change: (parts: Parts, target: string, id: string) => void;
}

/** Every way that we know of. Each was seen to work on a LibreOffice with a profile as it ships, or is tried in case it does one day. */
export const ATTACKS: readonly Attack[] = [
  {
    name: 'a linked slide background',
    ending: 'pptx',
    change: (parts, target, id) => {
      relate(parts, 'ppt/slides/_rels/slide3.xml.rels', 'image', target, id);
      edit(parts, 'ppt/slides/slide3.xml', (xml) =>
        xml.replace(
          '<p:spTree>',
          `<p:bg><p:bgPr><a:blipFill><a:blip r:link="${id}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg><p:spTree>`,
        ),
      );
    },
  },
  {
    name: 'a linked picture on a slide',
    ending: 'pptx',
    change: (parts, target, id) => {
      relate(parts, 'ppt/slides/_rels/slide3.xml.rels', 'image', target, id);
      // Beside the picture that is there, which is another attack's.
      edit(parts, 'ppt/slides/slide3.xml', (xml) =>
        xml.replace(/<p:pic>.*?<\/p:pic>/s, (picture) =>
          [picture, picture.replace('r:embed="rId1"', `r:link="${id}"`).replace('id="3"', 'id="93"')].join(
            '',
          ),
        ),
      );
    },
  },
  {
    name: 'an SVG picture that names another picture',
    ending: 'pptx',
    change: (parts, target) => {
      parts.set(
        'ppt/media/evil.svg',
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="300"><image width="400" height="300" xlink:href="${target}"/></svg>`,
        ),
      );
      edit(parts, 'ppt/slides/_rels/slide3.xml.rels', (xml) =>
        xml.replace('../media/image-3-1.png', '../media/evil.svg'),
      );
    },
  },
  {
    name: 'a linked object on a slide',
    ending: 'pptx',
    change: (parts, target, id) => {
      relate(parts, 'ppt/slides/_rels/slide3.xml.rels', 'oleObject', target, id);
      const object =
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="90" name="o"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>' +
        '<p:xfrm><a:off x="914400" y="1097280"/><a:ext cx="4572000" cy="2834640"/></p:xfrm><a:graphic>' +
        '<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">' +
        `<p:oleObj spid="" name="x" r:id="${id}" imgW="4572000" imgH="2834640" progId="Excel.Sheet.12"><p:link updateAutomatic="1"/></p:oleObj>` +
        '</a:graphicData></a:graphic></p:graphicFrame>';
      edit(parts, 'ppt/slides/slide3.xml', (xml) => xml.replace('</p:spTree>', `${object}</p:spTree>`));
    },
  },
  {
    name: 'a linked sound of a slide change',
    ending: 'pptx',
    change: (parts, target, id) => {
      relate(parts, 'ppt/slides/_rels/slide3.xml.rels', 'audio', target, id);
      edit(parts, 'ppt/slides/slide3.xml', (xml) =>
        xml.replace(
          '<p:wipe dir="r"/>',
          `<p:wipe dir="r"/><p:sndAc><p:stSnd><p:snd r:link="${id}" name="s"/></p:stSnd></p:sndAc>`,
        ),
      );
    },
  },
  {
    name: 'a remote template',
    ending: 'docx',
    change: (parts, target, id) => {
      relate(parts, 'word/_rels/settings.xml.rels', 'attachedTemplate', target, id);
      edit(parts, 'word/settings.xml', (xml) =>
        xml.replace(
          /(<w:settings[^>]*>)/,
          `$1<w:attachedTemplate xmlns:r="${RELATIONSHIP}" r:id="${id}"/><w:linkStyles/>`,
        ),
      );
    },
  },
  {
    name: 'a linked picture in a text',
    ending: 'docx',
    change: (parts, target, id) => {
      relate(parts, 'word/_rels/document.xml.rels', 'image', target, id);
      edit(parts, 'word/document.xml', (xml) => xml.replaceAll('r:embed="rId7"', `r:link="${id}"`));
    },
  },
  {
    name: 'linked objects in a text',
    ending: 'docx',
    change: (parts, target, id) => {
      relate(parts, 'word/_rels/document.xml.rels', 'oleObject', target, id);
      intoText(
        parts,
        '<w:p><w:r><w:object><v:shape id="s1" style="width:200pt;height:100pt"/>' +
          `<o:OLEObject Type="Link" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="${id}" UpdateMode="Always"/></w:object></w:r></w:p>`,
      );
    },
  },
  field('INCLUDETEXT', (target) => `INCLUDETEXT "${target}"`),
  field('INCLUDEPICTURE', (target) => `INCLUDEPICTURE "${target}" \\d`),
  field('LINK', (target) => `LINK Excel.Sheet.8 "${target}" "A1:B9" \\a \\r`),
  field('DDEAUTO', (target) => `DDEAUTO soffice "${target}" A1`),
  field('DATABASE', (target) => `DATABASE \\d "${target}" \\s "SELECT * FROM x"`),
  {
    name: 'a part that is an external document',
    ending: 'docx',
    change: (parts, target, id) => {
      relate(parts, 'word/_rels/document.xml.rels', 'subDocument', target, id);
      intoText(parts, `<w:subDoc r:id="${id}"/>`);
    },
  },
  {
    name: 'an external alternative format part',
    ending: 'docx',
    change: (parts, target, id) => {
      relate(parts, 'word/_rels/document.xml.rels', 'aFChunk', target, id);
      intoText(parts, `<w:altChunk r:id="${id}"/>`);
    },
  },
];

/** Makes a hostile document out of a harmless fixture, by one attack or several with the same ending. */
export async function hostileDocument(
  attacks: readonly Attack[],
  targetOf: (attack: Attack) => string,
): Promise<Buffer> {
  const source = attacks[0]?.ending === 'pptx' ? 'deck-5-slides.pptx' : 'doc-3-pages.docx';
  return await changedDocument(source, (parts) => {
    for (const [index, attack] of attacks.entries()) attack.change(parts, targetOf(attack), `rIdX${index}`);
  });
}

/** A fixture with some of its parts changed. */
export async function changedDocument(fixture: string, change: (parts: Parts) => void): Promise<Buffer> {
  const parts = await unzip(await readDocument(fixture));
  change(parts);
  return await zip(parts);
}

export async function unzip(bytes: Buffer): Promise<Parts> {
  const parts: Parts = new Map();
  const archive = await new Promise<import('yauzl').ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: false, autoClose: false }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const reading: Promise<void>[] = [];
  archive.on('entry', (entry: import('yauzl').Entry) => {
    if (!entry.fileName.endsWith('/')) reading.push(readEntry(archive, entry, parts));
  });
  await new Promise((resolve, reject) => archive.on('end', resolve).on('error', reject));
  await Promise.all(reading);
  return parts;
}

async function readEntry(
  archive: import('yauzl').ZipFile,
  entry: import('yauzl').Entry,
  parts: Parts,
): Promise<void> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    archive.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  parts.set(entry.fileName, Buffer.concat(pieces));
}

export async function zip(parts: Parts): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, bytes] of parts) archive.addBuffer(bytes, name);
  archive.end();
  const pieces: Buffer[] = [];
  for await (const piece of archive.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A field that is to be worked out when the document is opened. */
function field(name: string, code: (target: string) => string): Attack {
  return {
    name: `a field ${name}`,
    ending: 'docx',
    change: (parts, target) =>
      intoText(
        parts,
        '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>' +
          `<w:r><w:instrText xml:space="preserve"> ${code(target).replaceAll('"', '&quot;')} </w:instrText></w:r>` +
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>result</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      ),
  };
}

export function intoText(parts: Parts, markup: string): void {
  edit(parts, 'word/document.xml', (xml) => xml.replace('<w:body>', `<w:body>${markup}`));
}

export function relate(parts: Parts, name: string, type: string, target: string, id = 'rIdX'): void {
  const link = `<Relationship Id="${id}" Type="${RELATIONSHIP}/${type}" Target="${target}" TargetMode="External"/>`;
  const empty =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  if (!parts.has(name)) parts.set(name, Buffer.from(empty));
  edit(parts, name, (xml) =>
    xml
      .replace(/(<Relationships[^>]*)\/>/, '$1></Relationships>')
      .replace('</Relationships>', `${link}</Relationships>`),
  );
}

export function edit(parts: Parts, name: string, change: (xml: string) => string): void {
  const before = parts.get(name)?.toString('utf8');
  if (before === undefined) throw new Error(`The fixture has no part ${name}.`);
  const after = change(before);
  if (after === before) throw new Error(`The fixture’s part ${name} does not have what is to be changed.`);
  parts.set(name, Buffer.from(after));
}
