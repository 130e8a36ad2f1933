import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { drawParagraphs, drawPlot, drawPoster, drawSlide, drawVectors } from './conversion-drawing.ts';
import { photoJpeg, scanJpeg } from './conversion-pictures.ts';
import { between, type Random, seededRandom } from './conversion-random.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/** A PDF to convert. */
export interface BenchDocument {
  readonly name: string;
  readonly pages: number;
  readonly path: string;
}

/** Draws a page, after everything that the pages share. */
type DrawPage = (pdf: Pdf, random: Random) => void | Promise<void>;

interface Plan {
  readonly name: string;
  readonly pages: number;
  /** A name that pdfkit knows, or width and height in points. */
  readonly size: string | [width: number, height: number];
  readonly open: (pdf: Pdf, random: Random) => DrawPage | Promise<DrawPage>;
}

// The package exports only its code; the fonts are in a folder next to it.
const FONTS_PACKAGE = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
const CHINESE_FONT = join(dirname(FONTS_PACKAGE), '../fonts/NotoSansHans-Regular.otf');
const SLIDE: [number, number] = [960, 540];

const PLANS: readonly Plan[] = [
  {
    name: 'text',
    pages: 60,
    size: 'A4',
    open: () => (pdf, random) => {
      drawPlot(pdf, random);
      drawParagraphs(pdf, () => latinWords(random));
    },
  },
  {
    name: 'cjk',
    pages: 60,
    size: 'A4',
    open: (pdf) => {
      pdf.font(CHINESE_FONT);
      return (_, random) => drawParagraphs(pdf, () => chineseText(random));
    },
  },
  { name: 'vector', pages: 40, size: 'A4', open: () => drawVectors },
  {
    name: 'scan',
    pages: 10,
    size: 'A4',
    open: () => async (pdf, random) => {
      pdf.image(await scanJpeg(random), 0, 0, { width: pdf.page.width, height: pdf.page.height });
    },
  },
  {
    name: 'slides',
    pages: 20,
    size: SLIDE,
    open: () => async (pdf, random) => drawSlide(pdf, random, await photoJpeg(1200, 800, random)),
  },
  {
    name: 'poster',
    pages: 1,
    size: 'A3',
    open: () => async (pdf, random) =>
      drawPoster(pdf, random, await photoJpeg(2400, 1600, random), () => latinWords(random)),
  },
];

/** Writes the documents into a folder; they are the same at every call. */
export async function writeDocuments(folder: string): Promise<BenchDocument[]> {
  const documents: BenchDocument[] = [];
  for (const [at, plan] of PLANS.entries()) {
    const path = join(folder, `${plan.name}.pdf`);
    writeFileSync(path, await build(plan, seededRandom(at + 1)));
    documents.push({ name: plan.name, pages: plan.pages, path });
  }
  return documents;
}

async function build({ pages, size, open }: Plan, random: Random): Promise<Buffer> {
  const pdf = new PDFDocument({
    size,
    margin: 50,
    autoFirstPage: false,
    info: { CreationDate: new Date(0) },
  });
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => pdf.once('end', resolve));
  const drawPage = await open(pdf, random);
  for (let page = 0; page < pages; page++) {
    pdf.addPage();
    await drawPage(pdf, random);
  }
  pdf.end();
  await ended;
  return Buffer.concat(pieces);
}

const VOCABULARY =
  'the of a to and in is that for with each page drawn line between measure board pupil teacher lesson figure value ' +
  'compare result shows where method small large increase during term number several answer question write reads';
const WORDS = VOCABULARY.split(' ');

function latinWords(random: Random): string {
  const words = Array.from(
    { length: between(random, 60, 90) },
    () => WORDS[between(random, 0, WORDS.length - 1)] ?? '',
  );
  return `${words.join(' ')}.`;
}

/** The font has the first 3,000 characters of the block, which are more than a page of any book uses. */
function chineseText(random: Random): string {
  const characters = Array.from({ length: between(random, 120, 180) }, () =>
    random() < 0.08 ? '，' : String.fromCodePoint(0x4e00 + between(random, 0, 2999)),
  );
  return `${characters.join('')}。`;
}
