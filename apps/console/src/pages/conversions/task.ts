import type { paths } from '../../api/schema.d.ts';

export type Task = paths['/v1/tasks/{uuid}']['get']['responses'][200]['content']['application/json'];

export const TASK_STATUSES = ['Waiting', 'Converting', 'Finished', 'Fail', 'Abort'] as const;

export function isUnderWay({ status }: Task): boolean {
  return status === 'Waiting' || status === 'Converting';
}

/** A page that is there by now. */
export interface ConvertedPage {
  readonly number: number;
  /** Small, where small ones were asked for. */
  readonly picture: string;
  /** Large, or of a web page's slide the same. */
  readonly link: string;
}

/** The pages that can be shown, in order. Slides with animations can only where they have previews. */
export function pagesOf({ type, links, previews }: Task): readonly ConvertedPage[] {
  const pictures = previews.length > 0 ? previews : type === 'static' ? links : [];
  const large = new Map(type === 'static' ? links.map((link) => [numberOf(link), link]) : []);
  return pictures.map((picture) => {
    const number = numberOf(picture);
    return { number, picture, link: large.get(number) ?? picture };
  });
}

/** Files of pages are named by their numbers. */
function numberOf(url: string): number {
  return Number(/(\d+)\.\w+$/.exec(url)?.[1] ?? 0);
}
