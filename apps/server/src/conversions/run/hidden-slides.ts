import type { SaxesTagNS } from 'saxes';

const SLIDE = /^ooo:meta_slide_(\d+)$/;
const SLIDES = 'ooo:meta_slides';

/**
 * Takes hidden slides out of LibreOffice's SVG, which has them all: what presents the slides would show them, and count them. Its list of
 * slides comes before the slides.
 */
export class HiddenSlides {
  readonly #places: ReadonlySet<number>;
  readonly #ids = new Set<string>();

  /** @param places from 0. */
  constructor(places: readonly number[]) {
    this.#places = new Set(places);
  }

  /** Whether an element belongs to a hidden slide. Renumbers the others in the list. */
  takes({ attributes }: SaxesTagNS): boolean {
    if (this.#places.size === 0) return false;
    const { id, 'ooo:slide': slide, 'ooo:number-of-slides': count } = attributes;
    if (id?.value === SLIDES && count !== undefined)
      count.value = `${Number(count.value) - this.#places.size}`;
    const place = SLIDE.exec(id?.value ?? '')?.[1];
    if (place !== undefined && this.#places.has(Number(place))) {
      if (slide !== undefined) this.#ids.add(slide.value);
      return true;
    }
    if (place !== undefined && id !== undefined)
      id.value = `ooo:meta_slide_${this.#placeAmongShown(Number(place))}`;
    return [id?.value.replace(/^container-/, ''), slide?.value].some((name) => this.#ids.has(name ?? ''));
  }

  #placeAmongShown(place: number): number {
    return place - [...this.#places].filter((hidden) => hidden < place).length;
  }
}
