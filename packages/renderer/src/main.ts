import { Socket } from 'node:net';
import { setPriority } from 'node:os';
import { ConversionFailure, FAILURES } from './failure.ts';
import { Parent } from './parent.ts';
import type { FromRenderer } from './protocol.ts';

/** The renderer: it speaks `protocol.ts` on file descriptor 3, and exits with status 0 after `done` or `failed`. */
const parent = new Parent(new Socket({ fd: 3 }));
lowerPriority();
process.on('uncaughtException', (cause) => parent.finish(failed(cause)));

try {
  // While the order arrives.
  const [{ renderDocument }, { loadPdfium }] = await Promise.all([
    import('./render-document.ts'),
    import('./pdfium.ts'),
  ]);
  await renderDocument(loadPdfium(), await parent.order, parent);
  parent.finish({ event: 'done' });
} catch (cause) {
  parent.finish(failed(cause));
}

/** Requests come before conversions. */
function lowerPriority(): void {
  try {
    setPriority(10);
  } catch {
    // The system forbids it: requests are only slower.
  }
}

/** Never passes on the text of an error, which may name files or quote the document. */
function failed(cause: unknown): FromRenderer {
  if (!(cause instanceof ConversionFailure))
    return { event: 'failed', reason: 'unknown', detail: 'the document could not be converted' };
  const { reason, message } = cause;
  return { event: 'failed', reason, detail: message.slice(`${FAILURES[reason].message}: `.length) };
}
