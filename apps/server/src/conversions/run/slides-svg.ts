import { createReadStream } from 'node:fs';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { HiddenSlides } from './hidden-slides.ts';
import { isHarmless, isKnownElement, SVG } from './slides-markup.ts';

/** Deeper than the groups of any slide. */
const MAX_DEPTH = 512;

/**
 * Writes only markup that can neither run nor fetch anything, and returns LibreOffice's own script, which presents the slides.
 *
 * @param hidden the places of slides that are left out, from 0.
 * @param write gets no `<script`, so that a script element may hold the markup.
 * @throws {Error} if it is not such an SVG.
 */
export async function readSlidesSvg(
  path: string,
  hidden: readonly number[],
  write: (markup: string) => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  const cleaner = new Cleaner(new HiddenSlides(hidden));
  // In pieces, so that requests are served in between.
  for await (const piece of createReadStream(path, { encoding: 'utf8', signal })) {
    await write(cleaner.push(piece as string));
  }
  return cleaner.finish();
}

class Cleaner {
  readonly #hidden: HiddenSlides;
  readonly #parser = new SaxesParser({ xmlns: true });
  #markup: string[] = [];
  #script: string[] = [];
  #depth = 0;
  /** Depth within an element that is left out. */
  #leftOut = 0;
  #isScript = false;

  constructor(hidden: HiddenSlides) {
    this.#hidden = hidden;
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => this.#close(tag));
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#parser.on('error', (error) => {
      throw error;
    });
  }

  push(piece: string): string {
    this.#parser.write(piece);
    const markup = this.#markup.join('');
    this.#markup = [];
    return markup;
  }

  finish(): string {
    this.#parser.close();
    return this.#script.join('');
  }

  #open(tag: SaxesTagNS): void {
    this.#depth++;
    if (this.#depth > MAX_DEPTH) throw new Error('The SVG is nested too deeply.');
    if (this.#depth === 1 && (tag.uri !== SVG || tag.local !== 'svg'))
      throw new Error('The file is not an SVG.');
    this.#isScript = this.#depth === 2 && tag.uri === SVG && tag.local === 'script';
    if (this.#leftOut > 0 || !isKnownElement(tag) || this.#hidden.takes(tag)) this.#leftOut++;
    else this.#markup.push(openingOf(tag));
  }

  #close(tag: SaxesTagNS): void {
    this.#depth--;
    this.#isScript = false;
    if (this.#leftOut > 0) this.#leftOut--;
    else this.#markup.push(`</${tag.name}>`);
  }

  #text(text: string): void {
    if (this.#isScript) this.#script.push(text);
    else if (this.#leftOut === 0 && this.#depth > 0) this.#markup.push(escapeXml(text));
  }
}

function openingOf(tag: SaxesTagNS): string {
  const attributes = Object.values(tag.attributes)
    .filter((attribute) => isHarmless(attribute, tag))
    .map(({ name, value }) => ` ${name}="${escapeXml(value)}"`);
  return `<${tag.name}${attributes.join('')}>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
