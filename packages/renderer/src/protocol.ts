import type { FailureReason } from './failure.ts';
import type { ConversionOrder } from './order.ts';

/**
 * What the server and the renderer, its child process, say to each other: a JSON text a line, both ways, on file descriptor 3.
 *
 * The renderer alone reads the document's bytes. It tells the kind by them, looks into the zip of a Word or PowerPoint file, and
 * draws PDF pages; for the former the server has LibreOffice write a PDF in between, and hands it back.
 */
export const DOCUMENT_KINDS = ['pdf', 'doc', 'docx', 'ppt', 'pptx'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What one document may cost. */
export interface RenderLimits {
  readonly maxPages: number;
  /** Of one page's image; beyond either the scale is lowered. */
  readonly maxPixels: number;
  readonly maxSidePixels: number;
  /** How long one page may be drawn, in milliseconds. */
  readonly pageTimeMs: number;
  /** Of a Word or PowerPoint file's zip. */
  readonly zip: {
    readonly maxEntries: number;
    readonly maxExpandedBytes: number;
    readonly maxPartBytes: number;
    readonly maxRatio: number;
  };
}

/** The first line to the renderer. */
export interface RenderOrder extends ConversionOrder {
  /** The document, and the folder where images are written: both in the work folder. */
  readonly source: string;
  readonly outputDir: string;
  readonly limits: RenderLimits;
}

export type ToRenderer =
  | { readonly command: 'render'; readonly order: RenderOrder }
  /** LibreOffice has written the PDF that the renderer waits for. */
  | { readonly command: 'pdf'; readonly path: string }
  /** A page's files have been taken away: another may be written. At most `MAX_UNTAKEN` lie there. */
  | { readonly command: 'taken' };

/** How many pages the renderer may be ahead of whoever takes them. */
export const MAX_UNTAKEN = 8;

export interface RenderedPage {
  /** From 1. */
  readonly number: number;
  /** Of the image, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Absolute; `undefined` where only a preview was asked for: a dynamic conversion. */
  readonly path?: string;
  readonly previewPath?: string;
}

export type FromRenderer =
  /** The kind, told by the bytes. A kind other than `pdf` makes the renderer wait for the `pdf` command. */
  | { readonly event: 'kind'; readonly kind: DocumentKind }
  /** Speaker notes of a PPTX by slide number, where the conversion is dynamic. Comes before `kind`. */
  | { readonly event: 'notes'; readonly notes: Readonly<Record<string, string>> }
  | { readonly event: 'pages'; readonly count: number }
  | { readonly event: 'page'; readonly page: RenderedPage }
  | { readonly event: 'done' }
  | { readonly event: 'failed'; readonly reason: FailureReason; readonly detail: string };
