import type { FailureReason } from './failure.ts';
import type { ConversionOrder } from './order.ts';

/**
 * The messages between the server and the renderer, its child process: one JSON text a line, in both directions, on file descriptor 3.
 *
 * Only the renderer reads the document's bytes. It detects the kind, inspects the zip of a Word or PowerPoint file, and draws PDF pages.
 * For Word and PowerPoint the server has LibreOffice write a PDF in between, and passes its path to the renderer.
 */
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
  /** LibreOffice's PDF, which the renderer waits for. */
  | { readonly command: 'pdf'; readonly path: string }
  /** The files of a page have been taken, so that another may be written. */
  | { readonly command: 'taken' };

/** How many pages may wait to be taken. */
export const MAX_UNTAKEN = 8;

export interface RenderedPage {
  /** From 1. */
  readonly number: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Absolute; `undefined` in a dynamic conversion, which has only previews. */
  readonly path?: string;
  readonly previewPath?: string;
}

export type FromRenderer =
  /** After a kind other than `pdf` the renderer waits for the `pdf` command. */
  | { readonly event: 'kind'; readonly kind: DocumentKind }
  /** Speaker notes by slide number, in a dynamic conversion. Sent before `kind`. */
  | { readonly event: 'notes'; readonly notes: Readonly<Record<string, string>> }
  | { readonly event: 'pages'; readonly count: number }
  | { readonly event: 'page'; readonly page: RenderedPage }
  | { readonly event: 'done' }
  | { readonly event: 'failed'; readonly reason: FailureReason; readonly detail: string };
