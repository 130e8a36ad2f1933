import { constants, deflateRawSync, deflateSync } from 'node:zlib';

/** An object of a PDF: its text, or a stream and the entries of its dictionary. */
export type PdfObject = string | { readonly entries?: string; readonly data: Buffer | string };

/**
 * A PDF of these objects, numbered from 1, with a correct cross-reference table. The first is the catalog; the others may be anything.
 *
 * @param trailer entries of the trailer besides `Size` and `Root`.
 */
export function pdfOf(
  objects: readonly PdfObject[],
  trailer: string | ((xrefAt: number) => string) = '',
): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = pieces[0]?.length ?? 0;
  const add = (piece: Buffer | string) => {
    const bytes = Buffer.from(piece as string);
    pieces.push(bytes);
    at += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    add(`${index + 1} 0 obj\n`);
    if (typeof object === 'string') add(object);
    else {
      const data = Buffer.from(object.data as string);
      add(`<</Length ${data.length}${object.entries ?? ''}>>\nstream\n`);
      add(data);
      add('\nendstream');
    }
    add('\nendobj\n');
  }
  const xrefAt = at;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  add(offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join(''));
  const more = typeof trailer === 'string' ? trailer : trailer(xrefAt);
  add(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R${more}>>\nstartxref\n${xrefAt}\n%%EOF\n`);
  return Buffer.concat(pieces);
}

const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const PAGES = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
/** Shows that something was drawn. */
export const BLACK_SQUARE = '0 0 0 rg 10 10 50 50 re f';

/**
 * A PDF of one page, object 3, whose content is object 4.
 *
 * @param page entries of the page besides its type, parent and content.
 * @param more objects from 5 on.
 */
export function onePage(
  content: PdfObject,
  page = '/MediaBox[0 0 200 200]',
  more: readonly PdfObject[] = [],
  catalog = CATALOG,
): Buffer {
  const stream = typeof content === 'string' ? { data: content } : content;
  return pdfOf([catalog, PAGES, `<</Type/Page/Parent 2 0 R/Contents 4 0 R${page}>>`, stream, ...more]);
}

export function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${index + 3} 0 R`);
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>';
  return pdfOf([CATALOG, `<</Type/Pages/Count ${count}/Kids[${kids.join(' ')}]>>`, ...kids.map(() => page)]);
}

export function deepPageTree(depth: number): Buffer {
  const levels = Array.from(
    { length: depth },
    (_, index) => `<</Type/Pages/Parent ${index + 2} 0 R/Kids[${index + 4} 0 R]/Count 1>>`,
  );
  return pdfOf([CATALOG, PAGES, ...levels, `<</Type/Page/Parent ${depth + 2} 0 R/MediaBox[0 0 200 200]>>`]);
}

/** A page in Chinese or Japanese whose font is not embedded. */
export function missingFont(
  font: { name: string; ordering: string; encoding: string },
  text: string,
): Buffer {
  const utf16 = Buffer.from(text, 'utf16le').swap16().toString('hex');
  const info = `<</Registry(Adobe)/Ordering(${font.ordering})/Supplement 2>>`;
  return onePage(
    `BT /F1 40 Tf 20 80 Td <${utf16}> Tj ET`,
    '/MediaBox[0 0 200 200]/Resources<</Font<</F1 5 0 R>>>>',
    [
      `<</Type/Font/Subtype/Type0/BaseFont/${font.name}/Encoding/${font.encoding}/DescendantFonts[6 0 R]>>`,
      `<</Type/Font/Subtype/CIDFontType0/BaseFont/${font.name}/CIDSystemInfo${info}/FontDescriptor 7 0 R/DW 1000>>`,
      `<</Type/FontDescriptor/FontName/${font.name}/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>`,
    ],
  );
}

/** Operators that inflate to a thousand times their size. */
export function inflatingContent(megabytes: number): PdfObject {
  // A flushed block refers to nothing before it, so it can be repeated.
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, 'q Q '), { finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(Buffer.from(' '));
  const packed = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array(megabytes).fill(block),
    end,
    Buffer.alloc(4),
  ]);
  return { entries: '/Filter/FlateDecode', data: packed };
}

/** A page that would take hours: it runs a program for every pixel, many times over. */
export function slowShading(): Buffer {
  const steps = '{ 2 copy mul sin exch cos add dup '.concat(
    'dup mul sqrt sin '.repeat(400),
    'pop exch pop dup dup }',
  );
  const content = '/S sh '.repeat(2000);
  return onePage(content, '/MediaBox[0 0 2000 2000]/Resources<</Shading<</S 5 0 R>>>>', [
    '<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 2000 0 2000]/Function 6 0 R>>',
    { entries: '/FunctionType 4/Domain[0 2000 0 2000]/Range[0 1 0 1 0 1]', data: steps },
  ]);
}

/** Nested transparency groups, each blended as a whole. */
export function nestedTransparency(depth: number): Buffer {
  const group = '/Type/XObject/Subtype/Form/BBox[0 0 2000 2000]/Group<</S/Transparency/I true/K true>>';
  const forms = Array.from({ length: depth }, (_, index): PdfObject => {
    const next = index + 1 === depth ? '' : `/XObject<</X ${index + 6} 0 R>>`;
    return {
      entries: `${group}/Resources<<${next}/ExtGState<</G<</BM/Luminosity/ca .5>>>>>>`,
      data: `/G gs ${BLACK_SQUARE} /X Do /X Do`,
    };
  });
  return onePage('/X Do', '/MediaBox[0 0 2000 2000]/Resources<</XObject<</X 5 0 R>>>>', forms);
}

/** Nested forms, one in each. */
export function formChain(depth: number): Buffer {
  const forms = Array.from(
    { length: depth },
    (_, index): PdfObject => ({
      entries: `/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</X ${index + 6} 0 R>>>>`,
      data: '/X Do',
    }),
  );
  const last: PdfObject = { entries: '/Type/XObject/Subtype/Form/BBox[0 0 200 200]', data: BLACK_SQUARE };
  return onePage('/X Do', '/MediaBox[0 0 200 200]/Resources<</XObject<</X 5 0 R>>>>', [...forms, last]);
}

/** A pattern of cells a hundredth of a point large, over the whole page. */
export function finePattern(): Buffer {
  const entries =
    '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 100 100]/XStep .01/YStep .01/Resources<<>>';
  const resources = '/Resources<</Pattern<</P 5 0 R>>>>';
  return onePage('/Pattern cs /P scn 0 0 2000 2000 re f', `/MediaBox[0 0 2000 2000]${resources}`, [
    { entries, data: '0 0 50 50 re f 1 0 0 rg 20 20 70 70 re f' },
  ]);
}

/** A grey image of one colour, which compresses to a thousandth of a byte a pixel. */
export function largeImage(side: number): Buffer {
  const row = deflateSync(Buffer.alloc(side));
  const entries = `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`;
  return onePage('200 0 0 200 0 0 cm /I Do', '/MediaBox[0 0 200 200]/Resources<</XObject<</I 5 0 R>>>>', [
    { entries, data: row },
  ]);
}

/** Everything a document can trigger when it is opened or shown. */
export function activeContent(): Buffer {
  const launch = '<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>';
  const script = '<</S/JavaScript/JS(app.alert("shown"); this.getURL("http://127.0.0.1:9/");)>>';
  const catalog = `<</Type/Catalog/Pages 2 0 R/OpenAction${script}/AA<</WC${launch}>>/Names<</JavaScript<</Names[(a)${script}]>>>>/AcroForm<</Fields[5 0 R]/XFA(x)>>>>`;
  const widget = `<</Type/Annot/Subtype/Widget/FT/Tx/T(t)/Rect[100 100 150 150]/AA<</PO${script}/C${script}>>/AP<</N 6 0 R>>/F 4>>`;
  const look: PdfObject = {
    entries: '/Type/XObject/Subtype/Form/BBox[0 0 50 50]',
    data: '1 0 0 rg 0 0 50 50 re f',
  };
  const page = `/MediaBox[0 0 200 200]/AA<</O${launch}>>/Annots[5 0 R]`;
  return onePage(BLACK_SQUARE, page, [widget, look], catalog);
}
