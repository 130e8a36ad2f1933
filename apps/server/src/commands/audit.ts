import { type Command, Option } from 'commander';
import { AUDIT_ACTIONS } from '../audit/audit.ts';
import { type AuditEntry, AuditLog } from '../audit/audit-log.ts';
import { toAuditObject } from '../audit/audit-view.ts';
import type { LoadedConfig } from '../config/config.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { parseCount, parseTimeOption } from './options.ts';
import { print, showTime, table } from './output.ts';

interface AuditOptions {
  readonly project?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly from?: number;
  readonly until?: number;
  readonly limit: number;
  readonly json?: boolean;
}

/** `boardgate audit` */
export function addAuditCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('audit')
    .description('show who did what, newest first')
    .option('--project <name>', 'only what concerns one project')
    .option('--actor <actor>', 'only what one actor did: admin, start, command:USER, key:AK')
    .addOption(new Option('--action <action>', 'only one kind of action').choices([...AUDIT_ACTIONS]))
    .option('--subject <subject>', 'only what was done to one project id, access key, room or revocation')
    .option('--from <time>', 'from this time on, for example 2026-01-02T03:04:05Z', parseTimeOption)
    .option('--until <time>', 'up to this time', parseTimeOption)
    .option('--limit <count>', 'most lines to show', parseCount, 50)
    .option('--json', 'as JSON')
    .action(async ({ project, json, ...filter }: AuditOptions) => {
      const entries = await withContext(readConfig(), async (context) =>
        new AuditLog(context.database).list({
          ...filter,
          projectId: await findProjectId(context, project),
        }),
      );
      print(json ? JSON.stringify(entries.map(toAuditObject), null, 2) : showEntries(entries));
    });
}

function showEntries(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return 'Nothing of the kind has been done.';
  return table(
    ['TIME', 'ACTOR', 'ADDRESS', 'ACTION', 'SUBJECT', 'CHANGE'],
    entries.map((entry) => [
      showTime(entry.at),
      entry.actor,
      entry.address ?? '-',
      entry.action,
      entry.subject,
      showChange(entry.before, entry.after),
    ]),
  );
}

/** What differs between before and after, or all of what was made or is gone. */
function showChange(before: unknown, after: unknown): string {
  const old = fieldsOf(before);
  const fresh = fieldsOf(after);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((name) => old.get(name) !== fresh.get(name))
    .map((name) => {
      if (before === null) return `${name} ${fresh.get(name)}`;
      return `${name} ${old.get(name) ?? '-'} → ${fresh.get(name) ?? '-'}`;
    })
    .join(', ');
}

function fieldsOf(state: unknown): Map<string, string> {
  const fields = Object.entries((state ?? {}) as Record<string, unknown>);
  return new Map(
    fields.filter(([, value]) => value !== null).map(([name, value]) => [name, JSON.stringify(value)]),
  );
}
