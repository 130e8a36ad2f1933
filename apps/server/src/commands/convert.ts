import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { CONVERSION_TYPES, MAX_SCALE, MIN_SCALE, OUTPUT_FORMATS } from '@boardgate/renderer';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { pino } from 'pino';
import { OperatorError } from '../base/operator-error.ts';
import type { LoadedConfig } from '../config/config.ts';
import { type ConvertedBody, taskRequestOf, toTaskRequest } from '../conversions/api/task-request.ts';
import { toTaskObject } from '../conversions/api/task-view.ts';
import { converterOf, createConversionService } from '../conversions/queue/conversion-service.ts';
import { filesPrefix } from '../conversions/queue/task.ts';
import type { TaskRequest } from '../conversions/queue/tasks.ts';
import { configuredUrl } from '../http/own-url.ts';
import { DEFAULT_PROJECT, type Projects } from '../projects/projects.ts';
import { type CommandContext, projectsOf, tasksOf, withContext } from './cli-context.ts';
import { print, printJson } from './output.ts';
import { ProgressBar } from './progress-bar.ts';
import { webhooksOf } from './webhooks.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface ConvertOptions extends Omit<ConvertedBody, 'resource' | 'outputFormat'> {
  readonly json?: true;
  readonly project: string;
  readonly format?: ConvertedBody['outputFormat'];
}

export function addConvertCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('convert <document>')
    .description('convert a document, given as a file or a URL, and print the links to its pages')
    .option('--project <name>', 'project of the conversion', DEFAULT_PROJECT)
    .addOption(
      new Option('--type <type>', 'page images, or a web page (PPTX only)')
        .choices([...CONVERSION_TYPES])
        .default('static'),
    )
    .option('--scale <number>', 'pixels per point of the page', parseScale)
    .addOption(new Option('--format <format>', 'image format (default: png)').choices([...OUTPUT_FORMATS]))
    .option('--preview', 'also create thumbnails of the pages')
    .option('--json', 'print JSON')
    .action((document: string, options: ConvertOptions) =>
      withContext(readConfig(), (context) => convert(document, options, context)),
    );
}

async function convert(
  document: string,
  { project, format, json, ...options }: ConvertOptions,
  context: CommandContext,
): Promise<void> {
  const { config, database, now, actor } = context;
  const projectId = await findProject(project, projectsOf(context));
  const isUrl = /^https?:\/\//i.test(document);
  const file = isUrl ? undefined : findFile(document);
  const given = { ...options, ...(format && { outputFormat: format }) };
  const request: TaskRequest = isUrl
    ? toTaskRequest({ ...given, resource: document })
    : taskRequestOf(given, fileUrl(document));
  const log = pino({ level: 'error' }, pino.destination(2));
  const { worker, results } = createConversionService({
    config,
    database,
    webhooks: webhooksOf(context),
    converter: converterOf(config),
    publicUrl: () => configuredUrl(config),
    noteEnding: () => {},
    log,
    now,
  });
  const tasks = tasksOf(context);
  // With `--json`, standard error is for an error alone.
  const bar = json ? undefined : new ProgressBar();
  const task = await worker.adopt(tasks.newTask('projector', projectId, request));
  const cancel = () => void tasks.cancelAsOperator(task.uuid, actor);
  // SIGHUP too: closing the terminal must not leave half a conversion behind.
  for (const signal of STOP_SIGNALS) process.once(signal, cancel);
  if (!json) print(`Converting ${document} as ${task.uuid}.`);
  bar?.begin(isUrl ? 'fetching and opening the document' : 'opening the document');
  try {
    await worker.run(task, {
      localFile: file,
      onProgress: ({ pages, pageCount }) => {
        const done = pages.filter((page) => page !== null).length;
        if (pageCount !== null) bar?.show(done, pageCount, pageCount === 1 ? 'page' : 'pages');
      },
    });
  } finally {
    bar?.end();
    for (const signal of STOP_SIGNALS) process.removeListener(signal, cancel);
    await worker.stop();
  }
  const ended = await tasks.find(task.uuid);
  if (ended?.status !== 'Finished') {
    throw new OperatorError(
      ended?.errorMessage === null || ended === undefined
        ? 'the conversion was cancelled'
        : `the conversion failed: ${ended.errorCode} ${ended.errorMessage}`,
    );
  }
  const shown = toTaskObject(ended, results);
  if (json) return printJson(shown);
  const { links, previews, pageCount } = shown;
  print(`Converted ${pageCount} ${pageCount === 1 ? 'page' : 'pages'}; they are kept for seven days:`);
  for (const link of [...links, ...previews]) print(`  ${link}`);
  if (ended.note !== null) print(`What is missing, or to know: ${ended.note}`);
  const folder = results.folderOf(filesPrefix(ended));
  if (folder !== undefined) {
    print('A running `boardgate serve` serves these links. The files are in:');
    print(`  ${folder}`);
  }
}

/** @throws {OperatorError} before the first start; {ApiError} where there is no such project. */
async function findProject(name: string, projects: Projects): Promise<string> {
  if (name === DEFAULT_PROJECT && (await projects.isEmpty())) {
    throw new OperatorError(
      'there is no project yet: run `boardgate serve` once, which creates one with its keys, then convert again',
    );
  }
  return (await projects.get({ name })).id;
}

function findFile(document: string): string {
  const path = resolve(document);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new OperatorError(
      `file not found: ${document}; give a PDF, DOC, DOCX, PPT or PPTX file, or its URL`,
    );
  }
  return path;
}

/** The task stores the name of the file, not its path. */
function fileUrl(document: string): string {
  return `file:///${encodeURIComponent(basename(document))}`;
}

function parseScale(text: string): number {
  const scale = Number(text);
  if (!(scale >= MIN_SCALE && scale <= MAX_SCALE)) {
    throw new InvalidArgumentError(`It must be a number from ${MIN_SCALE} to ${MAX_SCALE}.`);
  }
  return scale;
}
