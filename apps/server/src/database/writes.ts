import { type RefusedWrite, refusedWriteOf } from '../base/database-fault.ts';

/** What begins a statement that changes something. */
const WRITE = /^\s*(insert|update|delete)\b/i;

export function isWrite(statement: string): boolean {
  return WRITE.test(statement);
}

/** Whether the database takes changes, as the last one that was tried has shown. */
export class Writes {
  #refusal: RefusedWrite | undefined;

  /** Why it takes none; `undefined` = it does. */
  get refusal(): RefusedWrite | undefined {
    return this.#refusal;
  }

  succeeded(statement: string): void {
    if (this.#refusal !== undefined && isWrite(statement)) this.#refusal = undefined;
  }

  failed(error: unknown): void {
    this.#refusal = refusedWriteOf(error) ?? this.#refusal;
  }
}
