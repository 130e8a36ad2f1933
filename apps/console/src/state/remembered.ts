/** What the browser keeps for the person between visits: choices, never a secret. A browser that keeps nothing is no fault. */
type Name = 'language' | 'signed-in' | 'color-scheme' | 'first-steps';

export const storageKey = (name: Name) => `boardgate.${name}`;

export function remember(name: Name, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(storageKey(name));
    else localStorage.setItem(storageKey(name), value);
  } catch {
    // Storage is switched off or full.
  }
}

export function recall(name: Name): string | null {
  try {
    return localStorage.getItem(storageKey(name));
  } catch {
    return null;
  }
}
