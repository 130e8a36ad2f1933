import { kindByBytes } from './document-kind.ts';
import { ConversionFailure } from './failure.ts';
import type { Parent } from './parent.ts';
import type { Pdfium } from './pdfium-module.ts';
import type { DocumentKind, RenderOrder } from './protocol.ts';
import { renderPages } from './render-pages.ts';

/** @throws {ConversionFailure} */
export async function renderDocument(
  pdfium: Promise<Pdfium>,
  order: RenderOrder,
  parent: Parent,
): Promise<void> {
  const kind = await inspect(order, parent);
  parent.send({ event: 'kind', kind });
  const path = kind === 'pdf' ? order.source : await parent.pdf;
  await renderPages(await pdfium, path, order, parent);
}

async function inspect(order: RenderOrder, parent: Parent): Promise<DocumentKind> {
  const kind = kindByBytes(order.source);
  if (kind === 'zip') return inspectZip(order, parent);
  checkType(order, kind);
  return kind;
}

async function inspectZip(order: RenderOrder, parent: Parent): Promise<DocumentKind> {
  // Loaded on demand: a PDF does not need them.
  const { openOfficePackage } = await import('./office-package.ts');
  const office = await openOfficePackage(order.source, order.limits.zip);
  checkType(order, office.kind);
  if (order.type === 'dynamic') {
    const { readSpeakerNotes } = await import('./speaker-notes.ts');
    parent.send({ event: 'notes', notes: await readSpeakerNotes(office, order.limits.maxPages) });
  }
  office.zip.close();
  return office.kind;
}

function checkType({ type }: RenderOrder, kind: DocumentKind): void {
  if (type !== 'dynamic' || kind === 'pptx') return;
  const detail = `this is a ${kind} file: convert it as static, or save it as pptx`;
  throw new ConversionFailure('dynamic-only-pptx', detail);
}
