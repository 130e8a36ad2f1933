import type { ConversionOrder, DocumentKind, RenderedPage } from '@boardgate/renderer';
import { brokenRenderer } from './broken-renderer.ts';

/** Checks the order of the renderer's events: the kind, the page count, then each page once. */
export class RenderSequence {
  readonly #order: ConversionOrder;
  readonly #maxPages: number;
  readonly #seen = new Set<number>();
  #kind: DocumentKind | undefined;
  #pageCount: number | undefined;

  constructor(order: ConversionOrder, maxPages: number) {
    this.#order = order;
    this.#maxPages = maxPages;
  }

  /** @throws {ConversionFailure} */
  takeKind(kind: DocumentKind): void {
    if (this.#kind !== undefined) throw brokenRenderer('sent a second kind');
    // The renderer refuses such a document without sending its kind.
    if (this.#order.type === 'dynamic' && kind !== 'pptx')
      throw brokenRenderer('sent a kind that is refused');
    this.#kind = kind;
  }

  /** @throws {ConversionFailure} */
  takeCount(count: number): void {
    if (this.#kind === undefined || this.#pageCount !== undefined) {
      throw brokenRenderer('sent a page count out of turn');
    }
    if (count > this.#maxPages) throw brokenRenderer('sent too large a page count');
    this.#pageCount = count;
  }

  /** @throws {ConversionFailure} */
  takePage({ number, path, previewPath }: RenderedPage): void {
    const { type, preview } = this.#order;
    if (number > (this.#pageCount ?? 0) || this.#seen.has(number)) {
      throw brokenRenderer('sent a page out of turn');
    }
    if ((path !== undefined) !== (type === 'static'))
      throw brokenRenderer('sent a page with the wrong image');
    if ((previewPath !== undefined) !== preview) throw brokenRenderer('sent a page with the wrong preview');
    this.#seen.add(number);
  }

  /** @throws {ConversionFailure} if something is missing. */
  end(): { readonly kind: DocumentKind; readonly pageCount: number } {
    const { type, preview } = this.#order;
    const kind = this.#kind;
    const pageCount = this.#pageCount;
    if (kind === undefined || pageCount === undefined) throw brokenRenderer('ended before the page count');
    const isDrawn = type === 'static' || preview;
    if (isDrawn && this.#seen.size !== pageCount) throw brokenRenderer('ended before the last page');
    return { kind, pageCount };
  }
}
