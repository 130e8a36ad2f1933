import { useAddressFilter } from '../../components/address-filter.ts';
import { ACTIONS } from './actions.ts';

const NO_FILTER = { actor: '', action: '', subject: '', project: '', from: '', until: '' };

/** The filters of the log. Times are values of `datetime-local` fields. None of them is secret. */
export type AuditFilter = Readonly<Record<keyof typeof NO_FILTER, string>>;

export const useAuditFilter = () => useAddressFilter(NO_FILTER);

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
