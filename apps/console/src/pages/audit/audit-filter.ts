import { useSearchParams } from 'wouter';
import { ACTIONS } from './actions.ts';

const FIELDS = ['actor', 'action', 'subject', 'project', 'from', 'until'] as const;

/** What the log is narrowed down to; times as the browser's field has them, in the reader's zone. Nothing of it is secret. */
export type AuditFilter = Readonly<Record<(typeof FIELDS)[number], string>>;

/** The filter is in the address: it can be linked to, and outlives a reload. */
export function useAuditFilter() {
  const [search, setSearch] = useSearchParams();
  const filter = Object.fromEntries(FIELDS.map((field) => [field, search.get(field) ?? ''])) as AuditFilter;
  const change = (changes: Partial<AuditFilter>) => {
    const next = Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== '');
    setSearch(Object.fromEntries(next), { replace: true });
  };
  const clear = () => setSearch({}, { replace: true });
  return { filter, change, clear, isNarrowed: Object.values(filter).some((value) => value !== '') };
}

/** The address of the log narrowed down to one thing. */
export const auditOf = (subject: string) => `/audit?${new URLSearchParams({ subject })}`;

/** As the server takes it: what is empty or makes no sense is left out. */
export function toQuery(filter: AuditFilter) {
  const action = ACTIONS.find((name) => name === filter.action);
  const from = toIso(filter.from);
  const until = toIso(filter.until);
  return {
    ...textsOf(filter),
    ...(action !== undefined && { action }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

function textsOf({ actor, subject, project }: AuditFilter) {
  const texts = Object.entries({ actor, subject, project }).map(
    ([name, text]) => [name, text.trim()] as const,
  );
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function toIso(local: string): string | undefined {
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
