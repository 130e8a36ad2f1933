import { stat } from 'node:fs/promises';
import { ConversionFailure, type ImageSize, type RenderedPage } from '@boardgate/renderer';
import type { ResultStorage } from '../../results/result-storage.ts';
import { filesPrefix, imageName, previewName, type Task } from '../queue/task.ts';
import type { Outcome, Progress } from '../queue/task-leases.ts';
import type { Converter } from './converter.ts';

interface ConvertTaskUses {
  readonly converter: Converter;
  readonly results: ResultStorage;
}

interface ConvertTaskOptions {
  /** Of the task's own. The caller removes it. */
  readonly workDir: string;
  /** The document, in `workDir`. */
  readonly source: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * @throws {ConversionFailure}, or the abort reason of `signal`.
 */
export async function convertTask(
  task: Task,
  { converter, results }: ConvertTaskUses,
  { workDir, source, signal, onProgress }: ConvertTaskOptions,
): Promise<Outcome> {
  const pages: (ImageSize | null)[] = [];
  let pageCount: number | null = null;
  let bytes = 0;
  const stored: string[] = [];
  const store = async (name: string, path: string) => {
    const { size } = await stat(path);
    const key = `${filesPrefix(task)}${name}`;
    await results.put(key, path);
    stored.push(key);
    bytes += size;
  };
  const storePage = async ({ number, width, height, path, previewPath }: RenderedPage) => {
    if (path !== undefined) await store(imageName(number, task), path);
    if (previewPath !== undefined && task.preview) await store(previewName(number, task), previewPath);
    while (pages.length < number) pages.push(null);
    pages[number - 1] = { width, height };
    onProgress({ pageCount, pages, bytes });
  };

  const converted = await converter.convert({
    source,
    workDir,
    // A dynamic conversion reports its pages and progress through the previews.
    order: { ...task, preview: task.preview || task.type === 'dynamic' },
    signal,
    onPages: (count) => {
      pageCount = count;
      onProgress({ pageCount, pages, bytes });
    },
    onPage: storePage,
  });
  for (const { name, path } of converted.files) await store(name, path);
  signal.throwIfAborted();
  await checkStored(results, filesPrefix(task), stored);
  return {
    pageCount: converted.pageCount,
    pages,
    bytes,
    note: converted.note ?? null,
    files: converted.files.map(({ name }) => name),
  };
}

/** Whatever went wrong meanwhile, with a bucket or with another attempt at the task: no link of a finished task leads nowhere. */
async function checkStored(results: ResultStorage, prefix: string, stored: readonly string[]): Promise<void> {
  const there = new Set(await results.list(prefix));
  if (stored.every((key) => there.has(key))) return;
  throw new ConversionFailure(
    'storage-failed',
    'a converted page was gone before the conversion had ended: try again',
  );
}
