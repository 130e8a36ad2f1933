import { useState } from 'react';

/** The position in a list with cursors: each page tells where the next one begins. */
export interface CursorPages {
  /** Cursor of the current page; `undefined` = the first page. */
  readonly after: string | undefined;
  readonly number: number;
  readonly goTo: (next: string) => void;
  readonly goBack: () => void;
}

/**
 * Keeps the position in a paged list. Another `of`, such as another filter, starts at the first page.
 *
 * @example
 * const pages = useCursorPages(`${project} ${search}`);
 * const rooms = useQuery({ queryKey: ['rooms', project, search, pages.after], … });
 * <Pager pages={pages} next={rooms.data?.next ?? null} isWaiting={rooms.isPlaceholderData} />
 */
export function useCursorPages(of: string): CursorPages {
  const [place, setPlace] = useState<{ of: string; begins: readonly string[] }>({ of, begins: [] });
  const begins = place.of === of ? place.begins : [];
  return {
    after: begins.at(-1),
    number: begins.length + 1,
    goTo: (next) => setPlace({ of, begins: [...begins, next] }),
    goBack: () => setPlace({ of, begins: begins.slice(0, -1) }),
  };
}
