import { type Command, Option } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { type UsageFilter, type UsageHour, UsageStore } from '../insight/usage-store.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { addListOptions, type ListOptions, PERIOD_FILTERS } from './options.ts';
import { type ListView, printList, showTime } from './output.ts';

type UsageOptions = ListOptions & Pick<UsageFilter, 'from' | 'until'> & { readonly key?: string };

export function addUsageCommand(program: Command, readConfig: () => LoadedConfig): void {
  const filters = [...PERIOD_FILTERS, new Option('--key <ak>', 'only this access key')];
  addListOptions(program.command('usage'), 200, filters)
    .description('show issued tokens and refused requests by hour, access key, token kind and role')
    .action(async ({ project, json, key: accessKey, ...filter }: UsageOptions) => {
      const hours = await withContext(readConfig(), async (context) =>
        new UsageStore(context.database).list({
          ...filter,
          accessKey,
          projectId: await findProjectId(context, project),
        }),
      );
      await printList(hours, json, HOURS);
    });
}

const HOURS: ListView<UsageHour> = {
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
};
