import { fileURLToPath } from 'node:url';
import { startServer } from './boardgate.ts';
import { temporaryFolder } from './child.ts';
import { type BesideResults, measureBeside } from './conversion-beside.ts';
import { ConversionClient, isFinished } from './conversion-client.ts';
import { writeDocuments } from './conversion-documents.ts';
import { Files } from './conversion-files.ts';
import { checkPdftoppm, measureFirstPage, measurePages, type PageRates } from './conversion-pages.ts';
import { findServer, watchRenderers } from './conversion-processes.ts';
import { progress } from './progress.ts';

const THIRTY_PAGES = fileURLToPath(
  new URL('../../packages/renderer/test/fixtures/documents/thirty-pages.pdf', import.meta.url),
);
const FIRST_PAGES = 5;

export interface ConversionResults {
  /** Pages per second, by the name of the document. */
  readonly pages: Readonly<Record<string, PageRates>>;
  /** Peak resident memory of each renderer during those conversions. */
  readonly rendererMb: readonly number[];
  readonly firstPageMs: readonly number[];
  readonly beside: BesideResults;
}

/** Compares file conversion with poppler's `pdftoppm`, and measures what it costs the endpoints. */
export async function measureConversion(): Promise<ConversionResults> {
  checkPdftoppm();
  progress('writing the documents');
  const documents = await writeDocuments(temporaryFolder());
  const files = await Files.start();
  const server = await startServer(temporaryFolder(), {
    BOARDGATE_CONVERSION_ALLOW_HOSTS: files.host,
    BOARDGATE_LOG_LEVEL: 'warn',
  });
  try {
    const client = new ConversionClient(server.url);
    const thirty = { resource: files.add('thirty', THIRTY_PAGES), pages: 30 };
    progress('warming up: a conversion');
    await client.waitUntil(await client.start(thirty.resource), 5, isFinished);

    const stopWatching = watchRenderers(findServer());
    const pages = await measurePages(client, files, documents);
    const rendererMb = stopWatching();
    const firstPageMs = await measureFirstPage(client, thirty.resource, FIRST_PAGES);
    const [text = { name: '', pages: 0 }] = documents;
    const resource = `http://${files.host}/${text.name}.pdf`;
    const beside = await measureBeside(server, client, { resource, pages: text.pages });
    return { pages, rendererMb, firstPageMs, beside };
  } finally {
    await server.stop();
    files.stop();
  }
}
