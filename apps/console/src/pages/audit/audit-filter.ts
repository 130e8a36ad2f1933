import { useSearchParams } from 'wouter';
import { ACTIONS } from './actions.ts';

const FIELDS = ['actor', 'action', 'subject', 'project', 'from', 'until'] as const;

/** The filters of the log. Times are values of `datetime-local` fields. None of them is secret. */
export type AuditFilter = Readonly<Record<(typeof FIELDS)[number], string>>;

/** Keeps the filters in the address, so that they can be linked and survive a reload. */
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

/** The log of one object. */
export const auditOf = (subject: string) => `/audit?${new URLSearchParams({ subject })}`;

/** The query for the server, without empty or invalid filters. */
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
