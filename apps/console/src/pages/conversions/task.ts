import type { paths } from '../../api/schema.d.ts';

export type Task = paths['/v1/tasks/{uuid}']['get']['responses'][200]['content']['application/json'];

export const TASK_STATUSES = ['Waiting', 'Converting', 'Finished', 'Fail', 'Abort'] as const;

export function isUnderWay({ status }: Task): boolean {
  return status === 'Waiting' || status === 'Converting';
}

/** A finished page. */
export interface ConvertedPage {
  readonly number: number;
  /** The thumbnail if there is one, else the page. */
  readonly picture: string;
  /** The page in full size; for a slide, the thumbnail. */
  readonly link: string;
}

/** The pages to show, in order. Dynamic conversions have none without thumbnails. */
export function pagesOf({ type, links, previews }: Task): readonly ConvertedPage[] {
  const pictures = previews.length > 0 ? previews : type === 'static' ? links : [];
  const large = new Map(type === 'static' ? links.map((link) => [numberOf(link), link]) : []);
  return pictures.map((picture) => {
    const number = numberOf(picture);
    return { number, picture, link: large.get(number) ?? picture };
  });
}

/** Page files are named by number. */
function numberOf(url: string): number {
  return Number(/(\d+)\.\w+$/.exec(url)?.[1] ?? 0);
}
