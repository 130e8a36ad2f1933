import { OperatorError } from '../base/operator-error.ts';

/** The database is not there yet, or not any more: trying again may help. */
export class UnreachableError extends OperatorError {}
