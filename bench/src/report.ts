import type { Comparison } from './comparison.ts';
import type { ConversionResults } from './conversion.ts';
import type { InProcessResults, Results } from './measured.ts';
import { machine } from './results.ts';
import { MANY_REVOKED, NONE_REVOKED, type RevocationResults } from './revocations.ts';
import type { Round, Rounds } from './rounds.ts';
import type { MemoryMb, ScaleResults } from './scale.ts';
import { median, medianRatio, spread } from './statistics.ts';
import { count, range, table } from './table.ts';
import { judge } from './targets.ts';
import type { TimingResults } from './timing.ts';

/** The results as tables. */
export function report(results: Results): string {
  const { endpoints, inProcess, scale, revocations, timing, conversion } = results;
  return [
    machine(),
    ...(endpoints ? [roundsTable('64 connections', endpoints, '÷ raw')] : []),
    ...(inProcess ? [inProcessTable(inProcess)] : []),
    ...(scale ? scaleTables(scale) : []),
    ...(revocations ? revocationTables(revocations) : []),
    ...(timing ? [timingTable(timing)] : []),
    ...(conversion ? conversionTables(conversion) : []),
    targetTable(results),
  ].join('\n\n');
}

/** A row for each subject, compared with the first; by default by throughput. */
function roundsTable(title: string, results: Rounds, ratioTitle: string, ratio = medianRatio): string {
  const rate = ({ requestsPerSecond }: Round) => requestsPerSecond;
  const first = (Object.values(results)[0] ?? []).map(rate);
  const rows = Object.entries(results).map(([name, rounds]) => {
    const rates = spread(rounds.map(rate));
    const middle = (of: (round: Round) => number) => median(rounds.map(of));
    return [
      name,
      count(rates.median),
      range(rates.min, rates.max),
      ratio(rounds.map(rate), first).toFixed(2),
      middle(({ p50Ms }) => p50Ms).toFixed(1),
      middle(({ p99Ms }) => p99Ms).toFixed(1),
      `${Math.round(middle(({ serverCpu }) => serverCpu) * 100)} %`,
    ];
  });
  return table([title, 'requests/s', 'min–max', ratioTitle, 'p50 ms', 'p99 ms', 'server CPU'], rows);
}

/** The inverse of the throughput is the time of a request. */
function timeRatio(rates: readonly number[], first: readonly number[]): number {
  return medianRatio(first, rates);
}

function inProcessTable(results: InProcessResults): string {
  const bare = results['bare HMAC'] ?? [];
  const rows = Object.entries(results).map(([name, rates]) => [
    name,
    count(median(rates)),
    range(Math.min(...rates), Math.max(...rates)),
    medianRatio(rates, bare).toFixed(2),
  ]);
  return table(['in process', 'a second', 'min–max', '÷ bare HMAC'], rows);
}

function scaleTables({ roomTokens, pages, memoryMb }: ScaleResults): string[] {
  const row = (name: string, { atRest, afterwards }: MemoryMb) => [name, count(atRest), count(afterwards)];
  return [
    roundsTable('Room tokens, 64 connections', roomTokens, '÷ small'),
    roundsTable('100 rooms, 8 connections', pages, 'time ÷ small', timeRatio),
    table(
      ['resident memory, MB', 'at rest', 'afterwards'],
      [row('small', memoryMb.small), row('large', memoryMb.large)],
    ),
  ];
}

function revocationTables({ verification, rounds, memoryMb }: RevocationResults): string[] {
  const { none, many } = memoryMb;
  const first = verification[0] ?? [];
  const rows = verification.map((rates, at) => [
    [NONE_REVOKED, MANY_REVOKED][at] ?? '',
    count(median(rates)),
    range(Math.min(...rates), Math.max(...rates)),
    medianRatio(rates, first).toFixed(2),
  ]);
  return [
    table(['verified, in one process', 'a second', 'min–max', '÷ none'], rows),
    roundsTable('a new SDK token each, 64 connections', rounds, '÷ none'),
    table(['none revoked, MB', 'a million, MB', 'more'], [[count(none), count(many), count(many - none)]]),
  ];
}

function timingTable(results: TimingResults): string {
  const row = (name: string, { first, second, differenceUs, intervalUs, p }: Comparison) => [
    name,
    ...[first.medianUs, second.medianUs, first.meanUs, second.meanUs, differenceUs].map((us) =>
      us.toFixed(1),
    ),
    intervalUs.map((us) => us.toFixed(1)).join(' to '),
    p < 0.001 ? '< 0.001' : p.toFixed(3),
  ];
  return table(
    ['refusals, µs', 'first', 'second', 'mean, first', 'mean, second', 'second − first', '95 %', 'p'],
    Object.entries(results).map(([name, comparison]) => row(name, comparison)),
  );
}

function conversionTables({ pages, rendererMb, firstPageMs, beside }: ConversionResults): string[] {
  const rate = (value: number) => value.toFixed(1);
  const rows = Object.entries(pages).map(([name, { pages, ours, pdftoppm }]) => [
    name,
    `${pages}`,
    rate(median(ours)),
    `${rate(Math.min(...ours))}–${rate(Math.max(...ours))}`,
    rate(median(pdftoppm)),
    `${rate(Math.min(...pdftoppm))}–${rate(Math.max(...pdftoppm))}`,
    medianRatio(ours, pdftoppm).toFixed(2),
  ]);
  return [
    table(['PDF to PNG, scale 1.2', 'pages', 'pages/s', 'min–max', 'pdftoppm', 'min–max', 'ratio'], rows),
    table(
      ['first page visible, ms', 'min–max', 'memory of a renderer, MB', 'most'],
      [
        [
          count(median(firstPageMs)),
          range(Math.min(...firstPageMs), Math.max(...firstPageMs)),
          count(median(rendererMb)),
          count(Math.max(...rendererMb)),
        ],
      ],
    ),
    roundsTable(
      beside.isPinned ? 'server on core 0, conversions on core 1' : 'nothing pinned',
      beside.rounds,
      '÷ alone',
    ),
    `Converted meanwhile: ${rate(median(beside.pagesPerSecond))} pages a second.`,
  ];
}

function targetTable(results: Results): string {
  const rows = judge(results).map(({ name, wanted, measured, isMet }) => [
    name,
    wanted,
    measured.toFixed(2),
    isMet ? 'met' : 'missed',
  ]);
  return table(['target', 'wanted', 'measured', ''], rows);
}
