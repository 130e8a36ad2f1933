import { type Command, Option } from 'commander';
import { shownUrl } from '../base/text.ts';
import type { LoadedConfig } from '../config/config.ts';
import { convertedPages, TASK_STATUSES, type Task, type TaskStatus } from '../conversions/queue/task.ts';
import { configuredUrl } from '../http/own-url.ts';
import { openResults } from '../results/open-results.ts';
import { type CommandContext, findProjectId, tasksOf, withContext } from './cli-context.ts';
import { addJsonOption, addListOptions, type ListOptions } from './options.ts';
import { fieldLines, type ListView, print, printJson, printList, showTime } from './output.ts';

export function addTaskCommands(program: Command, readConfig: () => LoadedConfig): void {
  const tasks = program.command('tasks').description('manage file conversions');

  addListOptions(tasks.command('list'), 50, [
    new Option('--status <status>', 'only this status').choices([...TASK_STATUSES]),
  ])
    .description('list the conversions of the last seven days, newest first')
    .action(async ({ project, status, limit, json }: ListOptions & { status?: TaskStatus }) => {
      await withContext(readConfig(), async (context) => {
        const projectId = await findProjectId(context, project);
        const all = await tasksOf(context).list({ projectId, statuses: status && [status] }, limit);
        await printList(all, json, tasksIn(context));
      });
    });

  addJsonOption(tasks.command('show <uuid>'))
    .description('show a conversion: its status, its links and, if it failed, the error')
    .action(async (uuid: string, { json }: { json?: true }) => {
      await withContext(readConfig(), async (context) => {
        const task = await tasksOf(context).getAny(uuid);
        const shown = (await loadToTaskObject(context))(task);
        if (json) printJson(shown);
        else print(showTask(shown, await tasksOf(context).projectNameOf(task)));
      });
    });

  tasks
    .command('retry <uuid>')
    .description('convert the document of a failed or cancelled conversion again')
    .action(async (uuid: string) => {
      await withContext(readConfig(), (context) => tasksOf(context).retry(uuid, context.actor));
      print(`The conversion ${uuid} is waiting again. A running server starts it within seconds.`);
    });

  tasks
    .command('cancel <uuid>')
    .description('cancel a conversion')
    .action(async (uuid: string) => {
      const isCancelled = await withContext(readConfig(), (context) =>
        tasksOf(context).cancelAsOperator(uuid, context.actor),
      );
      print(
        isCancelled
          ? `Cancelled the conversion ${uuid}. Its files will be removed.`
          : `The conversion ${uuid} has already ended. Nothing was changed.`,
      );
    });
}

async function loadToTaskObject({ config }: CommandContext) {
  const { toTaskObject } = await import('../conversions/api/task-view.ts');
  const results = openResults(config, () => configuredUrl(config));
  return (task: Task) => toTaskObject(task, results);
}

function tasksIn(context: CommandContext): ListView<Task> {
  return {
    columns: [
      ['UUID', ({ uuid }) => uuid],
      ['STATUS', ({ status }) => status],
      ['PAGES', (task) => (task.pageCount === null ? '-' : `${convertedPages(task)}/${task.pageCount}`)],
      ['TYPE', ({ type }) => type],
      ['STARTED', ({ createdAt }) => showTime(createdAt)],
      ['DOCUMENT', ({ resource }) => shownUrl(resource)],
    ],
    empty: 'No conversions. To try one: boardgate convert FILE-OR-URL',
    loadToObject: () => loadToTaskObject(context),
  };
}

function showTask(
  task: ReturnType<Awaited<ReturnType<typeof loadToTaskObject>>>,
  projectName: string,
): string {
  return fieldLines([
    ['uuid', task.uuid],
    ['project', projectName],
    ['document', task.resource],
    ['type', task.type],
    ['status', `${task.status} (${task.percentage} %)`],
    ['pages', task.pageCount === null ? 'unknown' : `${task.convertedPages} of ${task.pageCount}`],
    ['attempts', String(task.attempts)],
    ['created', task.createdAt],
    ['started', task.startedAt],
    ['ended', task.endedAt],
    ['error', task.errorMessage && `${task.errorCode} ${task.errorMessage}`],
    ...task.links.map((link) => ['link', link] as const),
    ...task.previews.map((link) => ['preview', link] as const),
  ]);
}
