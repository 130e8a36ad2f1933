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

export type ConverterConfig = Pick<
  Config,
  'soffice' | 'insecureOfficeWithoutSandbox' | 'conversionTimeLimitMs' | 'conversionMaxPages'
>;

interface Formats {
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

  /**
   * Inspects this machine once; `formats` has the result.
   *
   * @param searchPath the folders of programs, as in `PATH`.
   */
  static async prepare(
    config: ConverterConfig,
    { searchPath = process.env.PATH ?? '' }: { searchPath?: string } = {},
  ): Promise<Converter> {
    const sandbox = await Sandbox.probe(searchPath);
    const office = await findOffice(config, sandbox, searchPath);
    const formats = formatsOf(sandbox, office);
    const timeLimitMs = config.conversionTimeLimitMs;
    return new Converter({ sandbox, office, limits: limitsOf(config), timeLimitMs }, formats);
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

function limitsOf({ conversionMaxPages }: ConverterConfig): RenderLimits {
  return {
    maxPages: conversionMaxPages,
    maxPixels: 40_000_000,
    maxSidePixels: 16_000,
    pageTimeMs: 10_000,
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
