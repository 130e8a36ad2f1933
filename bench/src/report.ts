import { cpus } from 'node:os';
import type { EndpointResults, Round } from './endpoints.ts';
import type { StartUpResults } from './start-up.ts';
import { median, spread } from './statistics.ts';
import type { InProcessResults, Target } from './targets.ts';

/** The tables, in Markdown, so that they read in a terminal and go into a document as they are. */
export function report(
  endpoints: EndpointResults,
  inProcess: InProcessResults,
  targets: readonly Target[],
): string {
  const raw = [...endpoints.values()][0] ?? [];
  const endpointRows = [...endpoints].map(([name, rounds]) => {
    const rates = spread(rounds.map(({ requestsPerSecond }) => requestsPerSecond));
    const share = median(
      rounds.map((round, at) => round.requestsPerSecond / (raw[at]?.requestsPerSecond ?? Number.NaN)),
    );
    const middle = (of: (round: Round) => number) => median(rounds.map(of));
    return [
      name,
      count(rates.median),
      `${count(rates.min)}–${count(rates.max)}`,
      share.toFixed(2),
      middle(({ p50Ms }) => p50Ms).toFixed(1),
      middle(({ p99Ms }) => p99Ms).toFixed(1),
      `${Math.round(middle(({ serverCpu }) => serverCpu) * 100)} %`,
    ];
  });
  const bare = inProcess['bare HMAC'] ?? [];
  const inProcessRows = Object.entries(inProcess).map(([name, rates]) => [
    name,
    count(median(rates)),
    `${count(Math.min(...rates))}–${count(Math.max(...rates))}`,
    median(rates.map((rate, at) => rate / (bare[at] ?? Number.NaN))).toFixed(2),
  ]);
  const targetRows = targets.map(({ name, wanted, measured, isMet }) => [
    name,
    wanted,
    measured.toFixed(2),
    isMet ? 'met' : 'missed',
  ]);
  return [
    machine(),
    table(
      ['64 connections', 'requests/s', 'min–max', '÷ raw', 'p50 ms', 'p99 ms', 'server CPU'],
      endpointRows,
    ),
    table(['in process', 'a second', 'min–max', '÷ bare HMAC'], inProcessRows),
    table(['target', 'wanted', 'measured', ''], targetRows),
  ].join('\n\n');
}

export function toJson(
  endpoints: EndpointResults,
  inProcess: InProcessResults,
  startUp: StartUpResults,
  targets: readonly Target[],
): string {
  const results = {
    machine: machine(),
    endpoints: Object.fromEntries(endpoints),
    inProcess,
    startUp,
    targets,
  };
  const round = (_key: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(5)) : value;
  return `${JSON.stringify(results, round, 2)}\n`;
}

function machine(): string {
  const [cpu] = cpus();
  return `Node.js ${process.versions.node}, ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'})`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
