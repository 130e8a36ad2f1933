import { kindByBytes } from './document-kind.ts';
import { ConversionFailure } from './failure.ts';
import type { Parent } from './parent.ts';
import type { Pdfium } from './pdfium-module.ts';
import type { DocumentKind, FromRenderer, RenderOrder } from './protocol.ts';
import { renderPages } from './render-pages.ts';

/** @throws {ConversionFailure} */
export async function renderDocument(
  pdfium: Promise<Pdfium>,
  order: RenderOrder,
  parent: Parent,
): Promise<void> {
  const { kind, ...more } = await inspect(order, parent);
  parent.send({ event: 'kind', kind, ...more });
  const path = kind === 'pdf' ? order.source : await parent.pdf;
  await renderPages(await pdfium, path, order, parent);
}

type Inspected = Omit<Extract<FromRenderer, { event: 'kind' }>, 'event'>;

async function inspect(order: RenderOrder, parent: Parent): Promise<Inspected> {
  const found = kindByBytes(order.source);
  if (found === 'zip') return inspectZip(order, parent);
  const kind = found === 'doc-95' ? 'doc' : found === 'ppt-95' ? 'ppt' : found;
  checkType(order, kind);
  return { kind, ...(kind !== found && { of95: true }) };
}

async function inspectZip(order: RenderOrder, parent: Parent): Promise<Inspected> {
  // Loaded on demand: a PDF does not need them.
  const { openOfficePackage } = await import('./office-package.ts');
  const office = await openOfficePackage(order.source, order.limits.zip);
  checkType(order, office.kind);
  if (order.type === 'dynamic') {
    const { readSlides } = await import('./read-slides.ts');
    parent.send({ event: 'slides', ...(await readSlides(office, order.limits.maxPages)) });
  }
  office.zip.close();
  const { kind, hasForeignText, zip } = office;
  return { kind, ...(hasForeignText && { hasForeignText }), zip: zip.bounds };
}

function checkType({ type }: RenderOrder, kind: DocumentKind): void {
  if (type !== 'dynamic' || kind === 'pptx') return;
  const detail = `this is a ${kind} file: convert it as static, or save it as pptx`;
  throw new ConversionFailure('dynamic-only-pptx', detail);
}
