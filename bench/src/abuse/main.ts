import { endProgress, progress } from '../progress.ts';
import { table } from '../table.ts';
import { ABUSES } from './abuses.ts';
import { type AbuseResult, measureAbuse } from './measure-abuse.ts';

const ABUSE_MS = 60_000;
const LIMIT_MB = 512;
const USUAL_SLOWDOWN = 3;

/** Runs the named abuses, by default all, and prints their table. It fails if one is not survived as promised. */
const given = process.argv.slice(2);
const unknown = given.find((name) => !Object.hasOwn(ABUSES, name));
if (unknown !== undefined) {
  process.stderr.write(`there is no abuse ${unknown}; there are ${Object.keys(ABUSES).join(', ')}\n`);
  process.exit(2);
}
const rows: string[][] = [];
for (const name of given.length > 0 ? given : Object.keys(ABUSES)) {
  progress(name);
  const result = await measureAbuse(name, ABUSE_MS);
  const missed = missedBy(result, ABUSES[name]?.maxSlowdown);
  if (missed.length > 0) process.exitCode = 1;
  rows.push([
    ABUSES[name]?.title ?? name,
    result.quietP99Ms.toFixed(1),
    result.p99Ms.toFixed(1),
    (result.p99Ms / result.quietP99Ms).toFixed(1),
    result.longestMs.toFixed(0),
    result.peakMb.toFixed(0),
    missed.length === 0 ? 'yes' : missed.join('; '),
  ]);
}
endProgress();
const HEADINGS = [
  'abuse, 60 s',
  'p99 quiet, ms',
  'p99 beside, ms',
  'ratio',
  'longest, ms',
  'peak MB',
  'held',
];
process.stdout.write(`${table(HEADINGS, rows)}\n`);

function missedBy(
  { quietP99Ms, p99Ms, peakMb, failure }: AbuseResult,
  maxSlowdown = USUAL_SLOWDOWN,
): string[] {
  if (failure !== undefined) return [`no: ${failure}`];
  return [
    ...(peakMb > LIMIT_MB ? [`no: more than ${LIMIT_MB} MB`] : []),
    ...(p99Ms > maxSlowdown * quietP99Ms ? [`no: more than ${maxSlowdown} × slower`] : []),
  ];
}
