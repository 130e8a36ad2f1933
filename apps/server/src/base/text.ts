import { randomBytes } from 'node:crypto';
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

/** Random base64url text of `length` characters, 6 bits each. It never begins with a dash: a shell would read a flag. */
export function randomText(length: number): string {
  const text = randomBytes(length).toString('base64url').slice(0, length);
  return text.startsWith('-') ? randomText(length) : text;
}

/** A URL as people may see it: without its query and its user, either of which may be a credential. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return '(no URL)';
  const { protocol, host, pathname } = new URL(url);
  return protocol === 'file:' ? decodeURIComponent(pathname.slice(1)) : `${protocol}//${host}${pathname}`;
}
