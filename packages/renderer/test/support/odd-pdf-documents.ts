import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { BLACK_SQUARE, onePage, type PdfObject } from './pdf-documents.ts';

const BOX = '/MediaBox[0 0 200 200]';
const DRAW_IMAGE = 'q 200 0 0 200 0 0 cm /I Do Q';
const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';

/** A page with one image, object 5, with these entries; more objects follow. */
export function imagePage(entries: string, data: Buffer | string, more: readonly PdfObject[] = []): Buffer {
  const image = { entries: `/Type/XObject/Subtype/Image${entries}`, data };
  return onePage(DRAW_IMAGE, `${BOX}/Resources<</XObject<</I 5 0 R>>>>`, [image, ...more]);
}

/** Megabytes of zeros, compressed several times over: each time to a thousandth. */
export function packedZeros(megabytes: number, times: number): Buffer {
  // A flushed block refers to nothing before it, so it can be repeated.
  const block = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(Buffer.from('x'));
  let data = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array<Buffer>(megabytes).fill(block),
    end,
    Buffer.alloc(4),
  ]);
  for (let time = 1; time < times; time++) data = deflateSync(data, { level: 9 });
  return data;
}

/** The header of a JPEG of a size, without data. */
export function jpegHead(side: number): Buffer {
  const size = side.toString(16).padStart(4, '0');
  return Buffer.from(
    `ffd8ffc0000b08${size}${size}01011100ffc40014000100000000000000000000000000000000ffda0008010100003f00`,
    'hex',
  );
}

/** The header of a JPEG 2000 of a size, without data. */
export function jpxHead(side: number): Buffer {
  const hex = side.toString(16).padStart(8, '0');
  const siz = `ff51002900000000${hex}${hex}0000000000000000${hex}${hex}00000000000000000001070101`;
  return Buffer.from(`ff4f${siz}ff52000c00000001000504040001ff5c00044040ff90000a0000000000000001ff93`, 'hex');
}

/** An empty JBIG2 page of a size. */
export function jbig2Page(side: number): Buffer {
  const hex = side.toString(16).padStart(8, '0');
  return Buffer.from(`0000000030000100000013${hex}${hex}0000000000000000000000`, 'hex');
}

/** A page with many annotations, each with an appearance of its own. */
export function annotations(count: number): Buffer {
  const list = Array.from({ length: count }, () => '5 0 R').join(' ');
  return onePage(BLACK_SQUARE, `${BOX}/Annots[${list}]`, [
    '<</Type/Annot/Subtype/Square/Rect[0 0 200 200]/F 4/AP<</N 6 0 R>>>>',
    {
      entries:
        '/Type/XObject/Subtype/Form/BBox[0 0 50 50]/Group<</S/Transparency>>/Resources<</ExtGState<</G<</BM/Hue>>>>>>',
      data: `/G gs ${'0 1 0 rg 0 0 50 50 re f '.repeat(100)}`,
    },
  ]);
}

/** A PDF whose cross-reference table is a stream with these entries. */
export function tableStream(entries: string, data: Buffer, more = ''): Buffer {
  const head = `%PDF-1.7\n1 0 obj\n${CATALOG}\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R${BOX}>>\nendobj\n${more}`;
  const table = `9 0 obj\n<</Type/XRef/Root 1 0 R/Length ${data.length}${entries}>>\nstream\n`;
  return Buffer.concat([
    Buffer.from(head + table),
    data,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
  ]);
}

/** A cross-reference table that places every object in the object stream `stream`. */
export function objectStream(stream: PdfObject & object, count: number): Buffer {
  const body = Buffer.from(stream.data as string);
  const before = Buffer.from(
    `%PDF-1.7\n8 0 obj\n<</Type/ObjStm/Length ${body.length}${stream.entries ?? ''}>>\nstream\n`,
  );
  const after = Buffer.from('\nendstream\nendobj\n');
  const rows = Buffer.alloc(10 * 7);
  for (let number = 0; number < 8; number++) rows.set([2, 0, 0, 0, 8, 0, number], number * 7);
  rows.set([1, 0, 0, 0, 9, 0, 0], 8 * 7);
  const at = before.length + body.length + after.length;
  rows.set([1], 9 * 7);
  rows.writeUInt32BE(at, 9 * 7 + 1);
  const packed = deflateSync(rows);
  const table = Buffer.from(
    `9 0 obj\n<</Type/XRef/Root 1 0 R/Size ${count}/W[1 4 2]/Index[0 10]/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`,
  );
  return Buffer.concat([
    before,
    body,
    after,
    table,
    packed,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
  ]);
}

/** Structures that contain themselves and are read while a page is drawn. */
export const SELF_CONTAINED: Readonly<Record<string, Buffer>> = {
  'a pattern drawn with itself': onePage(
    '/Pattern cs /P scn 0 0 200 200 re f',
    `${BOX}/Resources<</Pattern<</P 5 0 R>>>>`,
    [
      {
        entries:
          '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P 5 0 R>>>>',
        data: '/Pattern cs /P scn 0 0 9 9 re f',
      },
    ],
  ),
  'a letter drawn with its own font': onePage(
    'BT /F 20 Tf 20 20 Td (aaaa) Tj ET',
    `${BOX}/Resources<</Font<</F 5 0 R>>>>`,
    [
      '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 5 0 R>>>>>>',
      { data: '9 0 d0 BT /F 9 Tf (aa) Tj ET' },
    ],
  ),
  'an image masked by itself': imagePage(
    '/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 5 0 R/Mask 5 0 R',
    Buffer.alloc(81),
  ),
  'a colour space made of itself': imagePage(
    '/Width 9/Height 9/ColorSpace 6 0 R/BitsPerComponent 8',
    Buffer.alloc(81),
    ['[/Indexed 6 0 R 255 (x)]'],
  ),
  'a colour profile that stands for itself': imagePage(
    '/Width 9/Height 9/ColorSpace[/ICCBased 6 0 R]/BitsPerComponent 8',
    Buffer.alloc(81),
    [{ entries: '/N 1/Alternate[/ICCBased 6 0 R]', data: 'x' }],
  ),
  'a function stitched of itself': onePage('/S sh', `${BOX}/Resources<</Shading<</S 5 0 R>>>>`, [
    '<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 200 200]/Function 6 0 R>>',
    '<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[.5]/Encode[0 1 0 1]>>',
  ]),
  'a soft mask that wears itself': onePage(
    `/G gs ${BLACK_SQUARE}`,
    `${BOX}/Resources<</ExtGState<</G 5 0 R>>>>`,
    [
      '<</SMask<</S/Luminosity/G 6 0 R>>>>',
      {
        entries:
          '/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency>>/Resources<</ExtGState<</G 5 0 R>>>>',
        data: `/G gs ${BLACK_SQUARE}`,
      },
    ],
  ),
  'a form field among its own': onePage(
    BLACK_SQUARE,
    `${BOX}/Annots[5 0 R]`,
    ['<</Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/Parent 5 0 R/Kids[5 0 R 5 0 R]>>'],
    '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 5 0 R]>>>>',
  ),
  'layers within themselves': onePage(
    `/OC /L BDC ${BLACK_SQUARE} EMC`,
    `${BOX}/Resources<</Properties<</L 5 0 R>>>>`,
    ['<</Type/OCMD/OCGs 5 0 R/VE 6 0 R>>', '[/And 6 0 R 6 0 R]'],
    '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</Order 6 0 R>>>>>>',
  ),
};

/** Small files that take much work. */
export const MUCH_WORK: Readonly<Record<string, Buffer>> = {
  'a line of dashes a ten-thousandth long': onePage(
    `[.0001] 0 d 9 w ${'0 0 m 200 200 l S '.repeat(200)}`,
    BOX,
  ),
  'a path of 300,000 joints': onePage(`1 j 1 J 90 w 0 0 m ${'200 200 l 0 9 l '.repeat(150_000)} S`, BOX),
  'clips within clips': onePage(`${'q 0 0 m 9 200 l 200 9 l W n '.repeat(20_000)}${BLACK_SQUARE}`, BOX),
  'coordinates beyond all numbers': onePage(
    `1e38 0 0 1e38 1e38 1e38 cm ${BLACK_SQUARE} 1e39 1e39 m -1e39 nan l 1e-45 w S 1e38 0 0 1e-38 0 0 cm 0 0 1e38 1e38 re B`,
    BOX,
  ),
  'a letter larger than the world': onePage(
    'BT /F 1e12 Tf 1e9 0 0 1e9 0 0 Tm (a) Tj ET',
    `${BOX}/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>`,
  ),
  'an inline image of 60,000 × 60,000': onePage(
    `200 0 0 200 0 0 cm BI /W 60000 /H 60000 /CS /RGB /BPC 8 ID ${'x'.repeat(5000)} EI`,
    BOX,
  ),
  'a table of 65,535 × 65,535 samples': onePage('/S sh', `${BOX}/Resources<</Shading<</S 5 0 R>>>>`, [
    '<</ShadingType 1/ColorSpace/DeviceGray/Function 6 0 R>>',
    {
      entries: '/FunctionType 0/Domain[0 1 0 1]/Range[0 1]/Size[65535 65535]/BitsPerSample 32',
      data: 'x'.repeat(999),
    },
  ]),
  '20,000 annotations, each blended': annotations(20_000),
  'functions that take 65,535 numbers': onePage('/S sh', `${BOX}/Resources<</Shading<</S 5 0 R>>>>`, [
    '<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 200 200]/Function 6 0 R>>',
    {
      entries: `/FunctionType 4/Domain[0 1]/Range[0 1]`,
      data: `{${' dup 32767 copy'.repeat(999)} 65535 1 roll }`,
    },
  ]),
};

/** Images that are larger, or compressed more often, than they seem. */
export const PICTURES: Readonly<Record<string, Buffer>> = {
  'a JPEG of 65,500 × 65,500': imagePage(
    '/Width 65500/Height 65500/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode',
    jpegHead(65500),
  ),
  'a JPEG 2000 of a milliard × a milliard': imagePage('/Width 9/Height 9/Filter/JPXDecode', jpxHead(1e9)),
  'a JBIG2 of 60,000 × 60,000': imagePage(
    '/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode',
    jbig2Page(60_000),
  ),
  'a fax of two milliard lines': imagePage(
    '/Width 60000/Height 2147483647/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 2147483647>>',
    'x',
  ),
  'a picture whose bytes wrap in 32 bits': imagePage(
    '/Width 65536/Height 65536/ColorSpace/DeviceRGB/BitsPerComponent 8',
    Buffer.alloc(999),
  ),
  'rows of two milliard columns, predicted': imagePage(
    '/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99/BitsPerComponent 16>>',
    deflateSync(Buffer.alloc(999)),
  ),
  'a picture that is packed three times': imagePage(
    '/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[/FlateDecode/FlateDecode/FlateDecode]',
    packedZeros(860, 3),
  ),
  'a thousand filters, one after the other': imagePage(
    `/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[${'/ASCIIHexDecode'.repeat(1000)}]`,
    '41'.repeat(999),
  ),
};

/** Cross-reference tables and object streams that lie. */
export const TABLES: Readonly<Record<string, Buffer>> = {
  'a table of two milliard objects': tableStream(
    '/Size 2147483647/W[1 4 2]/Index[0 2147483647]',
    Buffer.alloc(70),
  ),
  'a table with columns of two milliard bytes': tableStream(
    '/Size 9/W[2147483647 2147483647 9]',
    Buffer.alloc(70),
  ),
  'a table with columns of less than no bytes': tableStream(
    '/Size 9/W[-1 -4 -2]/Index[-9 9]',
    Buffer.alloc(70),
  ),
  'a table that unpacks to a gigabyte': tableStream(
    '/Size 99999999/W[1 4 2]/Filter[/FlateDecode/FlateDecode]',
    packedZeros(1000, 2),
  ),
  'a stream of objects that is in itself': objectStream(
    { entries: '/N 8/First 40', data: '8 0 1 0 2 0 3 0 9 0' },
    10,
  ),
  'a stream of two milliard objects': objectStream(
    { entries: '/N 2147483647/First 2147483646', data: `1 0 ${CATALOG}` },
    10,
  ),
  'a stream of objects that unpacks to a gigabyte': objectStream(
    { entries: '/N 8/First 9/Filter[/FlateDecode/FlateDecode]', data: packedZeros(1000, 2) },
    10,
  ),
  'an object number beyond all': Buffer.from(
    '%PDF-1.7\n99999999999999999999 0 obj\n<</Type/Catalog/Pages 2147483647 0 R>>\nendobj\ntrailer\n<</Root 4294967297 0 R/Size 99999999999>>\nstartxref\n-5\n%%EOF',
  ),
};
