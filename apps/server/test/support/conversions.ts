import { copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ConversionOrder, RenderedPage } from '@boardgate/renderer';
import sharp from 'sharp';
import {
  Converter,
  type ConverterConfig,
  type ConverterSurroundings,
} from '../../src/conversions/run/converter.ts';
import type { ConvertedDocument } from '../../src/conversions/run/document-conversion.ts';
import { removeFolder } from '../../src/conversions/run/remove-folder.ts';
import { Sandbox } from '../../src/conversions/run/sandbox.ts';
import { PATIENT } from './patience.ts';

export const CONFIG: ConverterConfig = {
  soffice: undefined,
  insecureOfficeWithoutSandbox: false,
  conversionTimeLimitMs: 60_000,
  conversionMaxPages: 500,
};

/** A converter as a server has it, but patient. */
export async function prepareConverter(
  config: ConverterConfig = CONFIG,
  surroundings: ConverterSurroundings = {},
): Promise<Converter> {
  return await Converter.prepare(config, { ...PATIENT, ...surroundings });
}

export const STATIC: ConversionOrder = {
  type: 'static',
  scale: 1,
  outputFormat: 'png',
  imageCompressionLevel: 0,
  preview: false,
};

/** What this machine has. Where something is missing, the tests of it are left out, and say so. */
export const machine = await lookAtMachine();

async function lookAtMachine() {
  const searchPath = process.env.PATH ?? '';
  const sandbox = await Sandbox.probe(searchPath, PATIENT.priority);
  const { formats } = await prepareConverter({ ...CONFIG, insecureOfficeWithoutSandbox: true });
  const hasOffice = formats.kinds.includes('docx');
  return {
    sandbox,
    isConfining: sandbox.isConfining,
    hasOffice,
    /** Whether Office documents are converted as they should be: confined. */
    hasConfinedOffice: hasOffice && sandbox.isConfining,
    hasChineseFont: hasOffice && !formats.warnings.some((warning) => warning.includes('Chinese')),
    isLinux: process.platform === 'linux',
  };
}

/** Goes into a test’s name, so that the list of tests shows what was not tried here. */
export function unless(has: boolean, what: string): string {
  return has ? '' : ` [NOT TRIED here: no ${what}]`;
}

export interface Page extends RenderedPage {
  readonly bytes: Buffer;
}

export interface Outcome extends ConvertedDocument {
  readonly pages: readonly Page[];
}

/** A folder that work folders are made in, for one test. */
export class WorkBench {
  readonly path: string;
  readonly #made: string[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  static async open(): Promise<WorkBench> {
    return new WorkBench(await mkdtemp(join(tmpdir(), 'boardgate-test-documents-')));
  }

  async close(): Promise<void> {
    await removeFolder(this.path);
  }

  /** A work folder with a document in it. */
  async lay(document: string | Buffer): Promise<{ workDir: string; source: string }> {
    const workDir = join(this.path, `task-${this.#made.length}`);
    this.#made.push(workDir);
    await mkdir(workDir, { mode: 0o700 });
    const source = join(workDir, 'document');
    if (typeof document === 'string') await copyFile(document, source);
    else await writeFile(source, document);
    return { workDir, source };
  }

  /** Converts a document, by its path or its bytes, and reads its pages before they are gone. */
  async convert(
    converter: Pick<Converter, 'convert'>,
    document: string | Buffer,
    order: Partial<ConversionOrder> = {},
  ): Promise<Outcome> {
    const { workDir, source } = await this.lay(document);
    const pages: Page[] = [];
    const converted = await converter.convert({
      source,
      workDir,
      order: { ...STATIC, ...order },
      signal: new AbortController().signal,
      onPages: () => {},
      onPage: async (page) => {
        pages.push({ ...page, bytes: await readFile(page.path ?? page.previewPath ?? '') });
      },
    });
    pages.sort((one, other) => one.number - other.number);
    return { ...converted, pages };
  }
}

/** How unlike two pictures are: mean difference of red, green and blue, of 255, over all and in the worst of 36 fields. */
export async function difference(one: Buffer, other: Buffer): Promise<{ mean: number; worst: number }> {
  const [width, height] = [120, 120];
  const small = (bytes: Buffer) =>
    sharp(bytes)
      .flatten({ background: '#fff' })
      .removeAlpha()
      .toColourspace('srgb')
      .resize(width, height, { fit: 'fill' })
      .blur(1.5)
      .raw()
      .toBuffer();
  const [left, right] = await Promise.all([small(one), small(other)]);
  const fields = new Float64Array(36);
  for (let at = 0; at < width * height * 3; at++) {
    const pixel = Math.floor(at / 3);
    const field = Math.floor(pixel / width / 20) * 6 + Math.floor((pixel % width) / 20);
    fields[field] = (fields[field] ?? 0) + Math.abs((left[at] ?? 0) - (right[at] ?? 0)) / 1200;
  }
  return { mean: fields.reduce((sum, field) => sum + field, 0) / 36, worst: Math.max(...fields) };
}

export async function reference(document: string, page: number): Promise<Buffer> {
  const file = new URL(`../fixtures/references-office/${basename(document)}.${page}.png`, import.meta.url);
  return await readFile(file);
}

/** How dark a part of a picture is, from 0 (white) to 1. Edges are shares of its height. */
export async function inkBetween(
  bytes: Buffer,
  { top, bottom }: { top: number; bottom: number },
): Promise<number> {
  const picture = sharp(bytes).flatten({ background: '#fff' });
  const { width, height } = await sharp(bytes).metadata();
  const band = { left: 0, width, top: Math.round(top * height), height: Math.round((bottom - top) * height) };
  const pixels = await picture.extract(band).greyscale().raw().toBuffer();
  return 1 - pixels.reduce((sum, pixel) => sum + pixel, 0) / (255 * pixels.length);
}
