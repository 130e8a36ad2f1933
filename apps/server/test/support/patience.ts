import type { ConverterSurroundings } from '../../src/conversions/run/converter.ts';

const PATIENCE_MS = 3_600_000;

/** A conversion on a busy machine takes its time: it does not fail for that, and gives way to nothing that keeps the machine busy. */
export const PATIENT: ConverterSurroundings = {
  priority: 0,
  pageTimeMs: PATIENCE_MS,
  noProgressMs: PATIENCE_MS,
  officeTimeLimitMs: PATIENCE_MS,
};
