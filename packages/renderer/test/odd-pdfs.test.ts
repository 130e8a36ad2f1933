import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from './support/fixtures.ts';
import { MUCH_WORK, PICTURES, SELF_CONTAINED, TABLES } from './support/odd-pdf-documents.ts';
import { activeContent, formChain, nestedTransparency } from './support/pdf-documents.ts';
import { LIMITS, type Rendering, render } from './support/renderer-process.ts';

/** Short, so that what would take minutes is broken off while one waits. */
const SHORT = { ...LIMITS, pageTimeMs: 500, maxPages: 10 };

/** All its images, or a reason: in a sentence that gives nothing away, from a process that ended in good order. */
function expectImagesOrReason(
  { failure, pages, count, exitStatus }: Rendering,
  reasons: readonly string[],
  what?: string,
): void {
  expect(exitStatus, what).toBe(0);
  if (failure === undefined) expect(pages.length, what).toBe(count);
  else {
    expect(reasons, what).toContain(failure.reason);
    expect(failure.detail, what).toMatch(/^[\w ,:.]{10,120}$/);
  }
}

test.each(Object.entries({ SELF_CONTAINED, MUCH_WORK, PICTURES, TABLES }))('%s', async (_name, documents) => {
  const left = Object.entries(documents);
  const lane = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [what, document] = next;
      const rendering = await render(document, { limits: SHORT });
      expectImagesOrReason(rendering, ['pdf-broken', 'limit-exceeded'], what);
    }
  };
  // Two at a time, since each is a process that mostly waits for its own start.
  await Promise.all([lane(), lane()]);
});

test('a document with any bytes damaged gives images or a reason', async () => {
  const fixture = (name: string) => readDocument(`${name}.pdf`);
  const sources = [
    await fixture('mixed-sizes-rotation'),
    await fixture('encrypted-ownerpw-only'),
    activeContent(),
    nestedTransparency(4),
    formChain(4),
    ...Object.values(PICTURES),
    ...Object.values(SELF_CONTAINED),
  ];
  const words = [
    '/',
    '<<',
    '>>',
    '[',
    ']',
    '(',
    '<',
    '%',
    ' 0 R',
    'endobj',
    'stream\n',
    '-1',
    '9999999999',
    '1e30',
    '\0',
  ];
  const damage = fc.tuple(
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.oneof(fc.constantFrom(...words), fc.uint8Array({ minLength: 1, maxLength: 4 })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      fc.array(damage, { minLength: 1, maxLength: 12 }),
      async (source, changes) => {
        const document = Buffer.from(source);
        for (const [at, change] of changes)
          document.set(Buffer.from(change as string).subarray(0, 9), place(document, at));
        const reasons = ['pdf-broken', 'limit-exceeded', 'file-unsupported'];
        expectImagesOrReason(await render(document, { limits: SHORT }), reasons);
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
});

/** Behind the mark that makes it a PDF, so far from the end that every change fits. */
function place(document: Buffer, share: number): number {
  return 9 + Math.floor(share * (document.length - 18));
}
