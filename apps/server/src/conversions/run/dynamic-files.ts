import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { writeDynamicPage } from './dynamic-page.ts';

export interface DynamicFile {
  /** In the result storage. */
  readonly name: string;
  readonly path: string;
}

/**
 * Makes the web page of a presentation, its notes, and an archive of both with the previews.
 *
 * @throws {ConversionFailure}
 */
export async function makeDynamicFiles(
  sources: {
    svg: string;
    hidden: readonly number[];
    note: string;
    previews: readonly string[];
    workDir: string;
  },
  signal: AbortSignal,
): Promise<DynamicFile[]> {
  const { svg, hidden, note, previews, workDir } = sources;
  const page = { name: 'index.html', path: join(workDir, 'index.html') };
  const notes = { name: 'notes.json', path: join(workDir, 'notes.json') };
  const archive = { name: 'slides.zip', path: join(workDir, 'slides.zip') };
  await writeDynamicPage(svg, page.path, signal, hidden);
  await writeFile(notes.path, note, { mode: 0o600 });
  const entries = [page, notes, ...previews.map((path) => ({ name: basename(path), path }))];
  await writeZip(archive.path, entries, signal);
  return [page, notes, archive];
}

async function writeZip(path: string, entries: readonly DynamicFile[], signal: AbortSignal): Promise<void> {
  const zip = new ZipFile();
  const output = createWriteStream(path, { mode: 0o600 });
  // Images gain nothing from being compressed again.
  for (const entry of entries)
    zip.addFile(entry.path, entry.name, { compress: !entry.name.endsWith('.png') });
  zip.end();
  zip.on('error', (error) => output.destroy(error as Error));
  await pipeline(zip.outputStream, output, { signal });
}
