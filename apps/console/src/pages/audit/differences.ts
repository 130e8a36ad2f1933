/** A changed field. `undefined` = absent. */
export interface Difference {
  /** `name`, `policy.maxRole` … */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Snapshot = Readonly<Record<string, unknown>> | null;

/** The changed fields. For a new or deleted object, only those that tell something: not an empty name or a limit of 0. */
export function differencesOf(before: Snapshot, after: Snapshot): Difference[] {
  const [old, now] = [flatten(before ?? {}), flatten(after ?? {})];
  const fields = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...fields]
    .map((field) => ({ field, before: old[field], after: now[field] }))
    .filter((difference) =>
      before !== null && after !== null
        ? JSON.stringify(difference.before ?? null) !== JSON.stringify(difference.after ?? null)
        : saysAnything(difference.before) || saysAnything(difference.after),
    );
}

const NOTHING: readonly unknown[] = [undefined, null, false, '', 0];
const saysAnything = (value: unknown) => !NOTHING.includes(value);

/** `{ policy: { maxRole } }` → `{ 'policy.maxRole' }`. */
function flatten(object: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flatten(value, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}
