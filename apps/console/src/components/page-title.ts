import { useEffect } from 'react';

/** Sets the title of the tab. `PageHeader` does so already. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Boardgate`;
  }, [title]);
}
