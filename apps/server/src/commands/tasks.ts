import { type Command, Option } from 'commander';
import { ApiError } from '../base/errors.ts';
import { shownUrl } from '../base/text.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { toTaskObject } from '../conversions/api/task-view.ts';
import { convertedPages, TASK_STATUSES, type Task, type TaskStatus } from '../conversions/queue/task.ts';
import { Tasks } from '../conversions/queue/tasks.ts';
import { openResults } from '../results/open-results.ts';
import { type CommandContext, findProjectId, withContext } from './cli-context.ts';
import { parseCount } from './options.ts';
import { print, showTime, table } from './output.ts';

interface ListOptions {
  readonly project?: string;
  readonly status?: TaskStatus;
  readonly limit: number;
  readonly json?: boolean;
}

/** `boardgate tasks …` */
export function addTaskCommands(program: Command, readConfig: () => LoadedConfig): void {
  const tasks = program.command('tasks').description('see to file conversions');

  tasks
    .command('list')
    .description('list the conversions of the last seven days, newest first')
    .option('--project <name>', 'only those of one project')
    .addOption(new Option('--status <status>', 'only those in one state').choices([...TASK_STATUSES]))
    .option('--limit <count>', 'most to show', parseCount, 50)
    .option('--json', 'as JSON')
    .action(async ({ project, status, limit, json }: ListOptions) => {
      const loaded = readConfig();
      const { config } = loaded;
      const all = await withContext(loaded, async (context) =>
        tasksOf(context).list(
          { projectId: await findProjectId(context, project), statuses: status && [status] },
          limit,
        ),
      );
      const results = openResults(config, () => publicUrlOf(config));
      print(
        json
          ? JSON.stringify(
              all.map((task) => toTaskObject(task, results)),
              null,
              2,
            )
          : showTasks(all),
      );
    });

  tasks
    .command('show <uuid>')
    .description('show a conversion: its state, its links, and why it failed')
    .action(async (uuid: string) => {
      await withContext(readConfig(), async (context) => {
        const { config } = context;
        const all = tasksOf(context);
        const task = await all.find(uuid);
        if (task === undefined) throw ApiError.of('task-not-found');
        const results = openResults(config, () => publicUrlOf(config));
        print(showTask(toTaskObject(task, results), await all.projectNameOf(task)));
      });
    });

  tasks
    .command('retry <uuid>')
    .description('convert a document again whose conversion failed or was called off')
    .action(async (uuid: string) => {
      await withContext(readConfig(), (context) => tasksOf(context).retry(uuid, context.actor));
      print(`The conversion ${uuid} waits again: a running server takes it up within seconds.`);
    });

  tasks
    .command('cancel <uuid>')
    .description('call a conversion off')
    .action(async (uuid: string) => {
      const isCancelled = await withContext(readConfig(), (context) =>
        tasksOf(context).cancelAsOperator(uuid, context.actor),
      );
      print(
        isCancelled
          ? `Called off the conversion ${uuid}: what was made of it is removed.`
          : `The conversion ${uuid} had ended before: nothing was changed.`,
      );
    });
}

function tasksOf({ database, now }: CommandContext): Tasks {
  return new Tasks(database, now);
}

/** Where a server with this configuration serves its files. */
export function publicUrlOf({ publicUrl, host, port }: Config): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function showTasks(all: readonly Task[]): string {
  if (all.length === 0) {
    return 'No conversions. To try one: boardgate convert FILE-OR-URL';
  }
  return table(
    ['UUID', 'STATUS', 'PAGES', 'TYPE', 'STARTED', 'DOCUMENT'],
    all.map((task) => [
      task.uuid,
      task.status,
      task.pageCount === null ? '-' : `${convertedPages(task)}/${task.pageCount}`,
      task.type,
      showTime(task.createdAt),
      shownUrl(task.resource),
    ]),
  );
}

function showTask(task: ReturnType<typeof toTaskObject>, projectName: string): string {
  const lines = [
    ['uuid', task.uuid],
    ['project', projectName],
    ['document', task.resource],
    ['type', task.type],
    ['status', `${task.status} (${task.percentage} %)`],
    ['pages', task.pageCount === null ? 'not known yet' : `${task.convertedPages} of ${task.pageCount}`],
    ['attempts', String(task.attempts)],
    ['created', task.createdAt],
    ...(task.startedAt === null ? [] : [['begun', task.startedAt]]),
    ...(task.endedAt === null ? [] : [['ended', task.endedAt]]),
    ...(task.errorMessage === null ? [] : [['error', `${task.errorCode} ${task.errorMessage}`]]),
    ...task.links.map((link) => ['link', link]),
    ...task.previews.map((link) => ['preview', link]),
  ];
  return lines.map(([name = '', value]) => `${name.padEnd(10)}${value}`).join('\n');
}
