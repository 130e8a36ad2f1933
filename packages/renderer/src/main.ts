import { Socket } from 'node:net';
import { setPriority } from 'node:os';
import { ConversionFailure, FAILURES } from './failure.ts';
import { Parent } from './parent.ts';
import type { FromRenderer } from './protocol.ts';

/**
 * The renderer: a process of its own that alone reads a document’s bytes, with no network, no other process and no file but its work
 * folder (`renderer-command.ts`). It speaks `protocol.ts` on file descriptor 3 and ends with status 0 after `done` or `failed`.
 */
const parent = new Parent(new Socket({ fd: 3 }));
giveWay();
process.on('uncaughtException', (cause) => parent.finish(failed(cause)));

try {
  // Loaded while the order is on its way.
  const [{ renderDocument }, { loadPdfium }] = await Promise.all([
    import('./render-document.ts'),
    import('./pdfium.ts'),
  ]);
  await renderDocument(loadPdfium(), await parent.order, parent);
  parent.finish({ event: 'done' });
} catch (cause) {
  parent.finish(failed(cause));
}

/** A conversion can wait, a request cannot: whatever else runs here goes first. */
function giveWay(): void {
  try {
    setPriority(10);
  } catch {
    // Where that is forbidden it is no worse than before.
  }
}

/** What the server is told: never an error’s own text or trace, which may name files or quote the document. */
function failed(cause: unknown): FromRenderer {
  if (!(cause instanceof ConversionFailure))
    return { event: 'failed', reason: 'unknown', detail: 'the document could not be converted' };
  const { reason, message } = cause;
  return { event: 'failed', reason, detail: message.slice(`${FAILURES[reason].message}: `.length) };
}
