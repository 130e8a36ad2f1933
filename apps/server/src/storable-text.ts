import { ApiError } from './errors.ts';

/** Tells whether both databases can store `text` as it is: PostgreSQL has no NUL, and UTF-8 no lone surrogate. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** @throws {ApiError} where a text is empty, too long or cannot be stored. */
export function checkStorable(what: string, text: string, maxLength: number): void {
  if (text === '' || text.length > maxLength || !isStorable(text)) {
    throw ApiError.of('field-invalid', what, storableRule(maxLength));
  }
}

export function storableRule(maxLength: number): string {
  return `must be 1 to ${maxLength} characters of text, without NUL`;
}
