import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { type UsageHour, UsageStore } from '../insight/usage-store.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { addJsonOption, addLimitOption, addPeriodOptions, addProjectFilter } from './options.ts';
import { printList, showTime } from './output.ts';

interface UsageOptions {
  readonly project?: string;
  readonly accessKey?: string;
  readonly from?: number;
  readonly until?: number;
  readonly limit: number;
  readonly json?: boolean;
}

/** `boardgate usage` */
export function addUsageCommand(program: Command, readConfig: () => LoadedConfig): void {
  const usage = addPeriodOptions(addProjectFilter(program.command('usage')))
    .description('show issued tokens and refused requests by hour, access key, token kind and role')
    .option('--access-key <ak>', 'only this access key');
  addJsonOption(addLimitOption(usage, 200)).action(async ({ project, json, ...filter }: UsageOptions) => {
    const hours = await withContext(readConfig(), async (context) =>
      new UsageStore(context.database).list({ ...filter, projectId: await findProjectId(context, project) }),
    );
    await printHours(hours, json);
  });
}

async function printHours(hours: readonly UsageHour[], isJson: boolean | undefined): Promise<void> {
  await printList(hours, isJson, {
    columns: [
      ['HOUR', ({ hour }) => showTime(hour)],
      ['ACCESS KEY', ({ accessKey }) => accessKey],
      ['KIND', ({ kind }) => kind],
      ['ROLE', ({ role }) => role],
      ['ISSUED', ({ issued }) => String(issued)],
      ['REFUSED', ({ refused }) => String(refused)],
    ],
    empty: 'No matching usage.',
    loadToObject: async () => (await import('../insight/usage-view.ts')).toUsageObject,
  });
}
