export { diagnoseToken } from './diagnose-token.ts';
export type { DiagnoseOptions, Diagnosis, Explanation, ExplanationCode, KnownKey } from './diagnosis.ts';
export { GENERAL_ADVICE } from './general-advice.ts';
export { MISTAKES, type Mistake } from './mistakes.ts';
