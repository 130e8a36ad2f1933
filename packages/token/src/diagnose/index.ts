export { diagnoseToken } from './diagnose-token.ts';
export type { DiagnoseOptions, Diagnosis, KnownKey } from './diagnosis.ts';
export { MISTAKES, type Mistake } from './mistakes.ts';
