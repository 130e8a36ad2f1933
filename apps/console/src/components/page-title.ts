import { useEffect } from 'react';

/** The title of the browser's tab. `PageHeader` sets it for whoever uses that. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Boardgate`;
  }, [title]);
}
