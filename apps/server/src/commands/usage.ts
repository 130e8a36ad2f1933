import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { type UsageHour, UsageStore } from '../insight/usage-store.ts';
import { toUsageObject } from '../insight/usage-view.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { parseCount, parseTimeOption } from './options.ts';
import { print, showTime, table } from './output.ts';

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
  program
    .command('usage')
    .description('show tokens issued and requests refused, per key, kind, role and hour')
    .option('--project <name>', 'only one project')
    .option('--access-key <ak>', 'only one access key')
    .option('--from <time>', 'from the hour that holds this time on', parseTimeOption)
    .option('--until <time>', 'up to this time', parseTimeOption)
    .option('--limit <count>', 'most lines to show', parseCount, 200)
    .option('--json', 'as JSON')
    .action(async ({ project, json, ...filter }: UsageOptions) => {
      const hours = await withContext(readConfig(), async (context) =>
        new UsageStore(context.database).list({
          ...filter,
          projectId: await findProjectId(context, project),
        }),
      );
      print(json ? JSON.stringify(hours.map(toUsageObject), null, 2) : showHours(hours));
    });
}

function showHours(hours: readonly UsageHour[]): string {
  if (hours.length === 0) return 'Nothing has been issued or refused in that time.';
  return table(
    ['HOUR', 'ACCESS KEY', 'KIND', 'ROLE', 'ISSUED', 'REFUSED'],
    hours.map((line) => [
      showTime(line.hour),
      line.accessKey,
      line.kind,
      line.role,
      String(line.issued),
      String(line.refused),
    ]),
  );
}
