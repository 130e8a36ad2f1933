import { useSearchParams } from 'wouter';

/** The position in a list with cursors: each page tells where the next one begins. */
export interface CursorPages {
  /** Cursor of the current page; `undefined` = the first page. */
  readonly after: string | undefined;
  readonly number: number;
  readonly goTo: (next: string) => void;
  readonly goBack: () => void;
}

/**
 * Keeps the position in a paged list in the address, with the way back: `?after=` once for each page before.
 *
 * @example
 * const pages = useCursorPages();
 * const rooms = useQuery({ queryKey: ['rooms', project, search, pages.after], … });
 * <Pager pages={pages} next={rooms.data?.next ?? null} isWaiting={rooms.isPlaceholderData} />
 */
export function useCursorPages(): CursorPages {
  const [params, setParams] = useSearchParams();
  const begins = params.getAll('after');
  const go = (next: readonly string[]) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      after.delete('after');
      for (const begin of next) after.append('after', begin);
      return after;
    });
  return {
    after: begins.at(-1),
    number: begins.length + 1,
    goTo: (next) => go([...begins, next]),
    goBack: () => go(begins.slice(0, -1)),
  };
}
