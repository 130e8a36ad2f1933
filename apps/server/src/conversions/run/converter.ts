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

const PAGE_TIME_MS = 10_000;

/** What the converter is told of the configuration. */
export type ConverterConfig = Pick<
  Config,
  'soffice' | 'insecureOfficeWithoutSandbox' | 'conversionTimeLimitMs' | 'conversionMaxPages'
>;

/** What differs from the usual: in tests, whose verdict must not depend on how fast the machine is. */
export interface ConverterSurroundings {
  /** Where programs are looked for, as in the `PATH` variable. */
  readonly searchPath?: string;
  /** Nice value of the programs that read documents. */
  readonly priority?: number;
  /** How long a page may take to draw. */
  readonly pageTimeMs?: number;
  /** How long the renderer may be silent. */
  readonly noProgressMs?: number;
  /** How long LibreOffice may take. */
  readonly officeTimeLimitMs?: number;
}

/** What can be converted on this machine. */
export interface Formats {
  readonly kinds: readonly DocumentKind[];
  /** Whether documents are opened without network and other files. */
  readonly isSandboxed: boolean;
  /** One line for the server's start. */
  readonly summary: string;
  /** What the operator should fix, a line each. */
  readonly warnings: readonly string[];
}

/** Converts documents with the renderer and, if this machine has it, LibreOffice. */
export class Converter {
  readonly formats: Formats;
  readonly #uses: DocumentConversionUses;

  private constructor(uses: DocumentConversionUses, formats: Formats) {
    this.#uses = uses;
    this.formats = formats;
  }

  /** Looks at this machine once; `formats` says what it found. */
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
      limits: { ...limitsOf(config), pageTimeMs },
      timeLimitMs: config.conversionTimeLimitMs,
      ...(noProgressMs !== undefined && { noProgressMs }),
    };
    return new Converter(uses, formatsOf(sandbox, office));
  }

  /**
   * Converts one document. Once this settles, nothing of it is running.
   *
   * @throws {ConversionFailure}, or the abort reason of the signal.
   */
  async convert(request: DocumentRequest): Promise<ConvertedDocument> {
    return await new DocumentConversion(this.#uses, request).run();
  }
}

function limitsOf({ conversionMaxPages }: ConverterConfig): Omit<RenderLimits, 'pageTimeMs'> {
  return {
    maxPages: conversionMaxPages,
    maxPixels: 40_000_000,
    maxSidePixels: 16_000,
    zip: {
      maxEntries: 10_000,
      maxExpandedBytes: 512 * 1024 ** 2,
      maxPartBytes: 64 * 1024 ** 2,
      maxRatio: 200,
    },
  };
}

function formatsOf(sandbox: Sandbox, office: Office): Formats {
  const isSandboxed = sandbox.isConfining;
  const how = isSandboxed ? 'confined by bubblewrap' : 'not confined';
  if (office.soffice === undefined) {
    return {
      kinds: ['pdf'],
      isSandboxed,
      summary: `Documents: PDF only, ${how}; ${office.missing}.`,
      warnings: [],
    };
  }
  return {
    kinds: DOCUMENT_KINDS,
    isSandboxed,
    summary: `Documents: PDF, Word and PowerPoint by ${office.soffice.version}, ${how}.`,
    warnings: office.warnings,
  };
}
