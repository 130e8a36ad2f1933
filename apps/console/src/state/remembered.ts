/** What the browser keeps between visits: preferences, never a secret. It may also keep nothing. */
type Name = 'language' | 'signed-in' | 'color-scheme' | 'first-steps';

export const storageKey = (name: Name) => `boardgate.${name}`;

export function remember(name: Name, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(storageKey(name));
    else localStorage.setItem(storageKey(name), value);
  } catch {
    // Storage is disabled or full.
  }
}

export function recall(name: Name): string | null {
  try {
    return localStorage.getItem(storageKey(name));
  } catch {
    return null;
  }
}
