import { ConversionFailure } from '@boardgate/renderer';
import { type ConfinedProcess, type Exit, endingSignal } from './confined-process.ts';

/** The signals that systems and operators end programs with. Our own limits leave other traces. */
const FROM_OUTSIDE: readonly (NodeJS.Signals | undefined)[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];
/** The kernel kills at the limit of processor time, of which we see a little less. */
const NEARLY = 0.8;

/** Something ended the program that worked on a document: the system, which was out of memory, or a person. The document may be good. */
export class ProgramKilled extends ConversionFailure {
  constructor() {
    super(
      'unknown',
      'the program that converts it was ended from outside: this server may be short of memory; try again later',
    );
  }
}

/** @param cpuLimitMs at which the kernel ends the program. */
export function isKilledFromOutside(
  exit: Exit,
  { isEndedByUs, cpuMs }: Pick<ConfinedProcess, 'isEndedByUs' | 'cpuMs'>,
  cpuLimitMs: number,
): boolean {
  // Elsewhere nobody tells what it took.
  const isTold = process.platform === 'linux';
  const isByOthers = !isEndedByUs && FROM_OUTSIDE.includes(endingSignal(exit));
  return isTold && isByOthers && cpuMs < NEARLY * cpuLimitMs;
}
