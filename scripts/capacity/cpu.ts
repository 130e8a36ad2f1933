import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** The processor time that a process and its children have taken, those that have ended included, in seconds. */
export function cpuSecondsOf(pid: number): number {
  // Behind the name, which may hold anything: state, parent, …; 14 and 15 are this process's time, 16 and 17 its ended children's.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((sum, child) => sum + cpuSecondsOf(child), own);
}

function childrenOf(pid: number): number[] {
  const names = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return names.filter(Boolean).map(Number);
}
