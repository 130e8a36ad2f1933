import { type Command, Option } from 'commander';
import { AUDIT_ACTIONS } from '../audit/audit.ts';
import { type AuditEntry, type AuditFilter, AuditLog } from '../audit/audit-log.ts';
import type { LoadedConfig } from '../config/config.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { addListOptions, type ListOptions, PERIOD_FILTERS } from './options.ts';
import { type ListView, printList, showTime } from './output.ts';

const SUBJECTS = 'a project id, access key, room, task, revocation or webhook delivery';

type AuditOptions = ListOptions & Pick<AuditFilter, 'actor' | 'action' | 'subject' | 'from' | 'until'>;

export function addAuditCommand(program: Command, readConfig: () => LoadedConfig): void {
  addListOptions(program.command('audit'), 50, [
    ...PERIOD_FILTERS,
    new Option(
      '--actor <actor>',
      'only this actor: admin, console, operator:NAME, start, command:USER or key:AK',
    ),
    new Option('--action <action>', 'only this action').choices([...AUDIT_ACTIONS]),
    new Option('--subject <subject>', `only this subject: ${SUBJECTS}`),
  ])
    .description('show the audit log, newest entries first')
    .action(async ({ project, json, ...filter }: AuditOptions) => {
      const entries = await withContext(readConfig(), async (context) =>
        new AuditLog(context.database).list({ ...filter, projectId: await findProjectId(context, project) }),
      );
      await printList(entries, json, ENTRIES);
    });
}

const ENTRIES: ListView<AuditEntry> = {
  columns: [
    ['TIME', ({ at }) => showTime(at)],
    ['ACTOR', ({ actor }) => actor],
    ['ADDRESS', ({ address }) => address ?? '-'],
    ['ACTION', ({ action }) => action],
    ['SUBJECT', ({ subject }) => subject],
    ['CHANGE', ({ before, after }) => showChange(before, after)],
  ],
  empty: 'No matching entries in the audit log.',
  loadToObject: async () => (await import('../audit/audit-view.ts')).toAuditObject,
};

/** The fields that differ between before and after; all fields of what was created or deleted. */
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
