import { OperatorError } from './operator-error.ts';

/** Tells whether both databases can store `text` as it is: PostgreSQL has no NUL, and UTF-8 no lone surrogate. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** @throws {OperatorError} where an operator's text is empty, too long or cannot be stored. */
export function checkStorable(what: string, text: string, maxLength: number): void {
  if (text === '' || text.length > maxLength || !isStorable(text)) {
    throw new OperatorError(`${what} must be 1 to ${maxLength} characters of text, without NUL`);
  }
}
