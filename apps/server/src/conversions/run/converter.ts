import { DOCUMENT_KINDS, type DocumentKind, type RenderLimits } from '@boardgate/renderer';
import type { Config } from '../../config/config.ts';
import {
  type ConvertedDocument,
  DocumentConversion,
  type DocumentConversionUses,
  type DocumentRequest,
} from './document-conversion.ts';
import { findOffice, type Office } from './find-office.ts';
import { Sandbox } from './sandbox.ts';

/** By the clock, for opening a PDF and for each page. What they take of the processor is limited more tightly: see `renderer.ts`. */
const PAGE_TIME_MS = 200_000;
const LIMITS = {
  maxPixels: 40_000_000,
  maxSidePixels: 16_000,
  zip: {
    maxEntries: 10_000,
    maxExpandedBytes: 512 * 1024 ** 2,
    maxPartBytes: 64 * 1024 ** 2,
    maxRatio: 200,
  },
} as const satisfies Partial<RenderLimits>;

export type ConverterConfig = Pick<
  Config,
  'soffice' | 'insecureOfficeWithoutSandbox' | 'conversionTimeLimitMs' | 'conversionMaxPages'
>;

/** For tests, whose result must not depend on the speed of the machine. */
export interface ConverterSurroundings {
  /** Folders of programs, as in the `PATH` variable. */
  readonly searchPath?: string;
  /** Nice value. */
  readonly priority?: number;
  readonly pageTimeMs?: number;
  readonly noProgressMs?: number;
  readonly officeTimeLimitMs?: number;
}

/** What this machine can convert. */
export interface Formats {
  readonly kinds: readonly DocumentKind[];
  /** Whether documents are opened without network and other files. */
  readonly isSandboxed: boolean;
  /** A line for the server's start. */
  readonly summary: string;
  /** What the operator should fix, a line each. */
  readonly warnings: readonly string[];
}

export class Converter {
  readonly formats: Formats;
  readonly #uses: DocumentConversionUses;

  private constructor(uses: DocumentConversionUses, formats: Formats) {
    this.#uses = uses;
    this.formats = formats;
  }

  /** Looks once at what this machine has. */
  static async prepare(
    config: ConverterConfig,
    {
      searchPath = process.env.PATH ?? '',
      priority,
      pageTimeMs = PAGE_TIME_MS,
      noProgressMs,
      officeTimeLimitMs,
    }: ConverterSurroundings = {},
  ): Promise<Converter> {
    const sandbox = await Sandbox.probe(searchPath, priority);
    const office = await findOffice(config, sandbox, searchPath, officeTimeLimitMs);
    const uses = {
      sandbox,
      office,
      limits: { ...LIMITS, maxPages: config.conversionMaxPages, pageTimeMs },
      timeLimitMs: config.conversionTimeLimitMs,
      noProgressMs,
    };
    return new Converter(uses, formatsOf(sandbox, office));
  }

  /**
   * Once this settles, none of its processes is running.
   *
   * @throws {ConversionFailure}, or the abort reason of the signal.
   */
  async convert(request: DocumentRequest): Promise<ConvertedDocument> {
    return await new DocumentConversion(this.#uses, request).run();
  }
}

function formatsOf(sandbox: Sandbox, office: Office): Formats {
  const isSandboxed = sandbox.isConfining;
  const how = isSandboxed ? 'confined by bubblewrap' : 'not confined';
  if (office.soffice === undefined) {
    const summary = `Documents: PDF only, ${how}; ${office.missing}.`;
    return { kinds: ['pdf'], isSandboxed, summary, warnings: [] };
  }
  return {
    kinds: DOCUMENT_KINDS,
    isSandboxed,
    summary: `Documents: PDF, Word and PowerPoint by ${office.soffice.version}, ${how}.`,
    warnings: office.warnings,
  };
}
