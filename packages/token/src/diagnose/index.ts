export type { DecodedClaims } from './claims-reading.ts';
export { diagnoseToken } from './diagnose-token.ts';
export {
  type DiagnoseOptions,
  type Diagnosis,
  type Explanation,
  type ExplanationCode,
  HIDDEN_SECRET,
  type KnownKey,
} from './diagnosis.ts';
export { GENERAL_ADVICE } from './general-advice.ts';
export { MISTAKES, type Mistake } from './mistakes.ts';
export { plainUuid } from './uuid-mistakes.ts';
