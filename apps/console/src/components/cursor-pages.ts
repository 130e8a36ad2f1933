import { useState } from 'react';

/** The pages of a long list, one at a time: where each begins is known from the one before it. */
export interface CursorPages {
  /** Where the page shown begins; `undefined` = at the beginning. */
  readonly after: string | undefined;
  readonly number: number;
  readonly goTo: (next: string) => void;
  readonly goBack: () => void;
}

/**
 * Keeps the place in a list that the server hands out page by page. A list of something else, another `of`, begins anew.
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
