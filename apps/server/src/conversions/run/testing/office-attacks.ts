import { readDocument } from '../../../../../../packages/renderer/test/support/fixtures.ts';
import {
  type Attack,
  edit,
  intoText,
  type Parts,
  relate,
  unzip,
  zip,
} from '../../../../test/support/office-documents.ts';

const TEXT_LINKS = 'word/_rels/document.xml.rels';
const SLIDE = 'ppt/slides/slide3.xml';
const SLIDE_LINKS = 'ppt/slides/_rels/slide3.xml.rels';
const INSIDE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * Documents that combine many ways to reach outside, each with a URL of its own. They are not worth single `ATTACKS`: none was ever seen
 * to work.
 */
export const COMBINED: readonly Attack[] = [
  {
    name: 'foreign texts within a text',
    ending: 'docx',
    change: (parts, target) => {
      addPart(
        parts,
        'word/page.html',
        'text/html',
        `<html><head><link rel="stylesheet" href="${target}"><base href="${target}"></head><body background="${target}"><img src="${target}"><iframe src="${target}"></iframe><object data="${target}"></object><script src="${target}"></script></body></html>`,
      );
      addPart(
        parts,
        'word/page.rtf',
        'application/rtf',
        `{\\rtf1{\\*\\template ${target}}{\\field{\\*\\fldinst INCLUDEPICTURE "${target}" \\\\d}{\\fldrslt x}}{\\field{\\*\\fldinst INCLUDETEXT "${target}"}{\\fldrslt x}}{\\object\\objautlink{\\*\\objclass Word.Document}}}`,
      );
      addPart(
        parts,
        'word/page.mht',
        'message/rfc822',
        `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<img src="${target}">`,
      );
      for (const ending of ['html', 'rtf', 'mht']) {
        relateInside(parts, TEXT_LINKS, 'aFChunk', `page.${ending}`, `rId${ending}`);
        intoText(parts, `<w:altChunk r:id="rId${ending}"/>`);
      }
    },
  },
  {
    name: 'drawings of the old kind, a background and bullets',
    ending: 'docx',
    change: (parts, target) => {
      relate(parts, TEXT_LINKS, 'image', target);
      const shape = `<v:shape id="s9" style="width:200pt;height:100pt"><v:imagedata r:id="rIdX" r:href="rIdX" src="${target}"/><v:fill type="frame" r:id="rIdX" src="${target}"/></v:shape>`;
      intoText(parts, `<w:p><w:r><w:pict>${shape}</w:pict></w:r></w:p>`);
      edit(parts, 'word/document.xml', (xml) =>
        xml.replace(
          '<w:body>',
          `<w:background w:color="FF00FF"><v:background><v:fill type="frame" r:id="rIdX" src="${target}"/></v:background></w:background><w:body>`,
        ),
      );
      relate(parts, 'word/_rels/numbering.xml.rels', 'image', target);
      edit(parts, 'word/numbering.xml', (xml) =>
        xml.replace(
          /(<w:numbering[^>]*>)/,
          `$1<w:numPicBullet w:numPicBulletId="9"><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="${INSIDE}"><v:shape id="b"><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:numPicBullet>`,
        ),
      );
    },
  },
  {
    name: 'parts that lie elsewhere',
    ending: 'docx',
    change: (parts, target) => {
      for (const type of ['styles', 'theme', 'glossaryDocument', 'customXml', 'comments']) {
        relate(parts, TEXT_LINKS, type, target, `rId${type}`);
      }
      relate(parts, 'word/_rels/settings.xml.rels', 'mailMergeSource', target);
      edit(parts, 'word/settings.xml', (xml) =>
        xml.replace(
          /(<w:settings[^>]*>)/,
          `$1<w:mailMerge xmlns:r="${INSIDE}"><w:mainDocumentType w:val="formLetters"/><w:linkToQuery/><w:dataType w:val="textFile"/><w:connectString w:val="${target}"/><w:query w:val="SELECT * FROM x"/><w:dataSource r:id="rIdX"/></w:mailMerge>`,
        ),
      );
      relate(parts, 'word/_rels/webSettings.xml.rels', 'frame', target);
      relateInside(parts, TEXT_LINKS, 'webSettings', 'webSettings.xml', 'rIdweb');
      addPart(
        parts,
        'word/webSettings.xml',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.webSettings+xml',
        `<w:webSettings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${INSIDE}"><w:frameset><w:frame><w:sourceFileName r:id="rIdX"/></w:frame></w:frameset></w:webSettings>`,
      );
    },
  },
  {
    name: 'a font, a head line and a foot line that lie elsewhere',
    ending: 'docx',
    change: (parts, target) => {
      for (const type of ['header', 'footer']) relate(parts, TEXT_LINKS, type, target, `rId${type}`);
      edit(parts, 'word/document.xml', (xml) =>
        xml.replace(
          /(<w:sectPr[^>]*>)/,
          '$1<w:headerReference w:type="default" r:id="rIdheader"/><w:footerReference w:type="default" r:id="rIdfooter"/>',
        ),
      );
      relate(parts, 'word/_rels/fontTable.xml.rels', 'font', target);
      edit(parts, 'word/fontTable.xml', (xml) =>
        xml.replace(
          /(<w:fonts[^>]*)\/>/,
          `$1><w:font w:name="Evil"><w:embedRegular xmlns:r="${INSIDE}" r:id="rIdX" w:fontKey="{00000000-0000-0000-0000-000000000000}"/></w:font></w:fonts>`,
        ),
      );
    },
  },
  {
    name: 'media, bullets, fills and parts that lie elsewhere',
    ending: 'pptx',
    change: (parts, target) => {
      for (const type of ['video', 'media', 'image', 'slideLayout', 'comments', 'tags', 'vmlDrawing']) {
        relate(parts, SLIDE_LINKS, type, target, `rIdX${type}`);
      }
      const blip = '<a:blipFill><a:blip r:link="rIdXimage" r:embed="rIdXimage"/><a:tile/></a:blipFill>';
      const size = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>';
      edit(parts, SLIDE, (xml) =>
        xml.replace(
          '</p:spTree>',
          `<p:sp><p:nvSpPr><p:cNvPr id="91" name="s"><a:hlinkClick r:id="rIdXmedia" action="ppaction://media"><a:snd r:embed="rIdXmedia" name="s"/></a:hlinkClick></p:cNvPr><p:cNvSpPr/><p:nvPr><a:videoFile r:link="rIdXvideo"/></p:nvPr></p:nvSpPr><p:spPr>${size}<a:prstGeom prst="rect"/>${blip}</p:spPr><p:txBody><a:bodyPr/><a:p><a:pPr><a:buBlip><a:blip r:link="rIdXimage"/></a:buBlip></a:pPr><a:r><a:rPr>${blip}</a:rPr><a:t>text</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>`,
        ),
      );
      relate(parts, 'ppt/_rels/presentation.xml.rels', 'font', target);
      edit(parts, 'ppt/presentation.xml', (xml) =>
        xml.replace(
          '</p:presentation>',
          '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Evil"/><p:regular r:id="rIdX"/></p:embeddedFont></p:embeddedFontLst></p:presentation>',
        ),
      );
      relate(parts, 'ppt/charts/_rels/chart1.xml.rels', 'externalLinkPath', target);
      edit(parts, 'ppt/charts/chart1.xml', (xml) =>
        xml.replace('r:id="rId1"><c:autoUpdate val="0"/>', 'r:id="rIdX"><c:autoUpdate val="1"/>'),
      );
    },
  },
  {
    name: 'an SVG picture with style sheets, uses and entities',
    ending: 'pptx',
    change: (parts, target) => {
      // By its extension, like PowerPoint: entities in a picture are no sign of an attack.
      edit(parts, '[Content_Types].xml', (xml) =>
        xml.replace(/(<Types[^>]*>)/, '$1<Default Extension="svg" ContentType="image/svg+xml"/>'),
      );
      const picture =
        `<?xml version="1.0"?><?xml-stylesheet href="${target}"?><!DOCTYPE svg [<!ENTITY a SYSTEM "${target}"><!ENTITY % b SYSTEM "${target}"> %b;]>` +
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="300"><style>@import url(${target}); rect { fill: url(${target}) }</style>` +
        `<defs><filter id="f"><feImage xlink:href="${target}"/></filter></defs><use xlink:href="${target}#a"/><rect width="400" height="300" filter="url(#f)"/><text x="9" y="90">&a;</text><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="${target}"/></foreignObject></svg>`;
      parts.set('ppt/media/evil.svg', Buffer.from(picture));
      edit(parts, SLIDE_LINKS, (xml) => xml.replace('../media/image-3-1.png', '../media/evil.svg'));
    },
  },
];

/** A DOCX that is an OpenDocument text as well. */
export async function twofoldDocument(target: string): Promise<Buffer> {
  const parts = await unzip(await readDocument('doc-3-pages.docx'));
  const type = 'application/vnd.oasis.opendocument.text';
  const text: Parts = new Map([['mimetype', Buffer.from(type)], ...parts]);
  text.set(
    'META-INF/manifest.xml',
    Buffer.from(
      `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ),
  );
  text.set(
    'content.xml',
    Buffer.from(
      `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text><text:section text:name="s"><text:section-source xlink:href="${target}"/></text:section><text:p><draw:frame><draw:image xlink:href="${target}" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body></office:document-content>`,
    ),
  );
  return await zip(text);
}

function addPart(parts: Parts, name: string, type: string, content: string): void {
  parts.set(name, Buffer.from(content));
  edit(parts, '[Content_Types].xml', (xml) =>
    xml.replace('</Types>', `<Override PartName="/${name}" ContentType="${type}"/></Types>`),
  );
}

function relateInside(parts: Parts, name: string, type: string, target: string, id: string): void {
  edit(parts, name, (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="${id}" Type="${INSIDE}/${type}" Target="${target}"/></Relationships>`,
    ),
  );
}
