/** Processor time of one request, in microseconds. */
export interface Cost {
  readonly serverUs: number;
  readonly databaseUs: number;
}

/** Bytes of a room in each database. */
export interface Sizes {
  readonly sqlite: number;
  readonly postgres: number;
}

const TOKENS_A_DAY = 1e9;
const ROOMS_A_DAY = 1e7;
const SECONDS_A_DAY = 86_400;
/** The busiest second of a day, as a multiple of the average one. */
const PEAK = 4;
/** How much of a core is planned with: the rest keeps waits short. */
const PLANNED = 0.6;

const count = (value: number) => Math.round(value).toLocaleString('en-US');
/** As many digits as the measurement is good for. */
const micros = (value: number) =>
  value < 1 ? '0' : value < 100 ? value.toFixed(0) : count(Number(value.toPrecision(2)));

export function costTable(
  names: readonly string[],
  { sqlite, postgres }: { sqlite: readonly Cost[]; postgres: readonly Cost[] },
): string {
  const rows = names.map((name, number) => {
    const [onSqlite, onPostgres] = [sqlite[number] as Cost, postgres[number] as Cost];
    const perSecond = count(Number((1e6 / onPostgres.serverUs).toPrecision(2)));
    return `| ${name} | ${micros(onSqlite.serverUs)} | ${micros(onPostgres.serverUs)} | ${micros(onPostgres.databaseUs)} | ${perSecond} |`;
  });
  return [
    '| operation | SQLite: µs | PostgreSQL: µs in the server | µs in PostgreSQL | a second on one core |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

export function workersTable(ratios: readonly number[], processes: number): string {
  const sorted = ratios.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 1;
  const range = `${sorted[0]?.toFixed(2)}–${sorted.at(-1)?.toFixed(2)}`;
  return `A Room token costs ${median.toFixed(2)} times as much in ${processes} processes as in one (rounds ${range}):\non n cores they issue ${(1 / median).toFixed(2)} n times as many.`;
}

export function sizeTable({ sqlite, postgres }: Sizes): string {
  return `A room with its indexes takes ${count(sqlite)} bytes on SQLite and ${count(postgres)} bytes on PostgreSQL.`;
}

export function needTable(names: readonly string[], costs: readonly Cost[]): string {
  const row = (what: string, aDay: number, operation: string) => {
    const { serverUs, databaseUs } = costs[names.indexOf(operation)] as Cost;
    const average = aDay / SECONDS_A_DAY;
    const peak = average * PEAK;
    const cores = (us: number) => ((peak * us) / 1e6 / PLANNED).toFixed(1);
    return `| ${what} | ${count(average)} | ${count(peak)} | ${cores(serverUs)} | ${cores(databaseUs)} |`;
  };
  return [
    `| a day | a second, on average | at the peak, ${PEAK} times that | cores of servers | cores of PostgreSQL |`,
    '|---|---|---|---|---|',
    row('10⁹ Room tokens', TOKENS_A_DAY, 'issue a Room token'),
    row('10⁷ rooms', ROOMS_A_DAY, 'create a room'),
  ].join('\n');
}
