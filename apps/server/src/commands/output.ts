import { toIso } from '../base/time.ts';

/** Standard output takes the result of a command, never a log. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

type Column<Row> = readonly [heading: string, cell: (row: Row) => string];

export interface ListView<Row> {
  readonly columns: readonly Column<Row>[];
  /** Printed instead of a table without rows. */
  readonly empty: string;
  /** For `--json`. Loaded only then: the modules of the schemas are most of what a list loads. */
  readonly loadToObject: () => Promise<(row: Row) => object>;
}

export async function printList<Row>(
  rows: readonly Row[],
  isJson: boolean | undefined,
  { columns, empty, loadToObject }: ListView<Row>,
): Promise<void> {
  if (isJson) {
    const toObject = await loadToObject();
    printJson(rows.map((row) => toObject(row)));
  } else print(rows.length === 0 ? empty : table(columns, rows));
}

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Leaves out fields without a value. */
export function fieldLines(
  fields: readonly (readonly [name: string, value: string | null | undefined])[],
  nameWidth = 10,
): string {
  return fields
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name.padEnd(nameWidth)}${value}`)
    .join('\n');
}

/** ISO 8601 in UTC, to the second. */
export function showTime(epochMs: number): string {
  return toIso(epochMs).replace(/\.\d+Z$/, 'Z');
}
