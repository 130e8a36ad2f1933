/**
 * The messages between the server and the renderer, its child process: one JSON text a line, in both directions, on file descriptor 3.
 *
 * Only the renderer reads the document's bytes: it detects the kind, inspects the zip of a Word or PowerPoint file, and draws PDF pages.
 * LibreOffice, which the server runs, makes PDFs of Word and PowerPoint files in between.
 */
import type { FailureReason } from './failure.ts';

export const CONVERSION_TYPES = ['static', 'dynamic'] as const;
export type ConversionType = (typeof CONVERSION_TYPES)[number];

export const OUTPUT_FORMATS = ['png', 'jpg', 'jpeg', 'webp'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 3;
export const DEFAULT_SCALE = 1.2;

/** How to convert a document (spec §6.1). */
export interface ConversionOrder {
  readonly type: ConversionType;
  /** Pixels a point (1/72 inch). */
  readonly scale: number;
  readonly outputFormat: OutputFormat;
  /** 0 (best quality, largest files) to 4 (smallest files). */
  readonly imageCompressionLevel: number;
  /** Whether to make small images as well. */
  readonly preview: boolean;
}

/** In pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Of a file; `end` is excluded. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export const DOCUMENT_KINDS = ['pdf', 'doc', 'docx', 'ppt', 'pptx'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface RenderLimits {
  readonly maxPages: number;
  /** Of one image. The scale is lowered to stay within both. */
  readonly maxPixels: number;
  readonly maxSidePixels: number;
  readonly pageTimeMs: number;
  readonly zip: {
    readonly maxEntries: number;
    readonly maxExpandedBytes: number;
    readonly maxPartBytes: number;
    readonly maxRatio: number;
  };
}

export interface RenderOrder extends ConversionOrder {
  /** In the work folder, like `outputDir`. */
  readonly source: string;
  readonly outputDir: string;
  readonly limits: RenderLimits;
}

export type ToRenderer =
  | { readonly command: 'render'; readonly order: RenderOrder }
  /** From LibreOffice. */
  | { readonly command: 'pdf'; readonly path: string }
  /** A page's files have been taken: another may be written. */
  | { readonly command: 'taken' };

/** How many pages may wait to be taken. */
export const MAX_UNTAKEN = 8;

/** `unusable`: the page could not be drawn, and is blank. `text-missing`: some of its text is in no font. */
export const PAGE_FLAWS = ['unusable', 'text-missing'] as const;
export type PageFlaw = (typeof PAGE_FLAWS)[number];

export interface RenderedPage extends ImageSize {
  /** From 1. */
  readonly number: number;
  /** Absolute; `undefined` in a dynamic conversion, which has only previews. */
  readonly path?: string | undefined;
  readonly previewPath?: string | undefined;
  readonly flaw?: PageFlaw | undefined;
}

/** What the file of a presentation says about its slides. */
export interface Slides {
  /** Speaker notes by the number of the slide, from 1 in the order of the show. Hidden slides have none. */
  readonly notes: Readonly<Record<string, string>>;
  /** The places of the hidden slides in the file, from 0. */
  readonly hidden: readonly number[];
}

export type FromRenderer =
  /**
   * After a kind other than `pdf` the renderer waits for the `pdf` command. `of95`: a `doc` of Word 6 or 95, or a `ppt` of PowerPoint
   * 95, which LibreOffice reads with filters of their own. `hasForeignText`: of a `docx` that has
   * text in another format, such as HTML, which LibreOffice leaves out. `zip`: the part of the file that is the document; there may be more around it.
   */
  | {
      readonly event: 'kind';
      readonly kind: DocumentKind;
      readonly of95?: true;
      readonly hasForeignText?: true;
      readonly zip?: ByteRange;
    }
  /** In a dynamic conversion, before `kind`. */
  | ({ readonly event: 'slides' } & Slides)
  | { readonly event: 'pages'; readonly count: number }
  | { readonly event: 'page'; readonly page: RenderedPage }
  | { readonly event: 'done' }
  | { readonly event: 'failed'; readonly reason: FailureReason; readonly detail: string };
