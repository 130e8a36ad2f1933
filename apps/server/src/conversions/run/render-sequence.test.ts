import type { ConversionOrder, RenderedPage } from '@boardgate/renderer';
import { describe, expect, test } from 'vitest';
import { RenderSequence } from './render-sequence.ts';

const ORDER: ConversionOrder = {
  type: 'static',
  scale: 1,
  outputFormat: 'png',
  imageCompressionLevel: 0,
  preview: false,
};
const PAGE: RenderedPage = { number: 1, width: 10, height: 10, path: '/pages/1.png' };
const PREVIEW: RenderedPage = { number: 1, width: 10, height: 10, previewPath: '/pages/preview-1.png' };

function started(order: Partial<ConversionOrder> = {}, count = 1): RenderSequence {
  const sequence = new RenderSequence({ ...ORDER, ...order }, 50);
  sequence.takeKind('pptx');
  sequence.takeCount(count);
  return sequence;
}

describe('the events of a renderer that keeps to its order are accepted', () => {
  test('static, pages in any order', () => {
    const sequence = started({}, 2);
    sequence.takePage({ ...PAGE, number: 2 });
    sequence.takePage(PAGE);
    expect(sequence.end()).toEqual({ kind: 'pptx', pageCount: 2 });
  });

  test('static with previews', () => {
    const sequence = started({ preview: true });
    sequence.takePage({ ...PAGE, ...PREVIEW });
    expect(sequence.end()).toEqual({ kind: 'pptx', pageCount: 1 });
  });

  test('dynamic, with previews alone or without any page', () => {
    const drawn = started({ type: 'dynamic', preview: true });
    drawn.takePage(PREVIEW);
    expect(drawn.end()).toEqual({ kind: 'pptx', pageCount: 1 });
    expect(started({ type: 'dynamic' }).end()).toEqual({ kind: 'pptx', pageCount: 1 });
  });
});

describe('anything else is a broken renderer', () => {
  const untouched = () => new RenderSequence(ORDER, 50);
  const cases: Readonly<Record<string, () => void>> = {
    'sent a second kind': () => started().takeKind('pptx'),
    'sent a kind that is refused': () =>
      new RenderSequence({ ...ORDER, type: 'dynamic' }, 50).takeKind('pdf'),
    'sent a page count out of turn': () => untouched().takeCount(1),
    'sent too large a page count': () => started({}, 51),
    'sent a page out of turn': () => untouched().takePage(PAGE),
    'ended before the page count': () => untouched().end(),
    'ended before the last page': () => started().end(),
  };
  test.each(Object.entries(cases))('%s', (what, act) => {
    expect(causeOf(act)).toBe(`The renderer ${what}.`);
  });

  test('a second page count, a page twice, a page beyond the count', () => {
    expect(causeOf(() => started().takeCount(1))).toBe('The renderer sent a page count out of turn.');
    const sequence = started();
    sequence.takePage(PAGE);
    expect(causeOf(() => sequence.takePage(PAGE))).toBe('The renderer sent a page out of turn.');
    expect(causeOf(() => started().takePage({ ...PAGE, number: 2 }))).toBe(
      'The renderer sent a page out of turn.',
    );
  });

  test.each<[order: Partial<ConversionOrder>, page: RenderedPage, what: string]>([
    [{}, PREVIEW, 'image'],
    [{ type: 'dynamic', preview: true }, { ...PAGE, ...PREVIEW }, 'image'],
    [{}, { ...PAGE, ...PREVIEW }, 'preview'],
    [{ preview: true }, PAGE, 'preview'],
  ])('order %j, page %j: wrong %s', (order, page, what) => {
    expect(causeOf(() => started(order).takePage(page))).toBe(
      `The renderer sent a page with the wrong ${what}.`,
    );
  });
});

function causeOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    expect(error).toMatchObject({ reason: 'unknown' });
    return ((error as Error).cause as Error).message;
  }
  return 'nothing was thrown';
}
