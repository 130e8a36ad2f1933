import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineReader, MAX_UNTAKEN, rendererCommand } from '@boardgate/renderer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from './support/fixtures.ts';
import { BLACK_SQUARE, manyPages, onePage } from './support/pdf-documents.ts';
import { RendererProcess, render } from './support/renderer-process.ts';

describe('Lines', () => {
  test('come out as they went in, however they are cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.nat(200)), (texts, cuts) => {
        const lines = texts.map((text) => JSON.stringify(text));
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const reader = new LineReader();
        const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const out = ends.flatMap((end, index) => reader.push(bytes.subarray(ends[index - 1] ?? 0, end)));
        expect(out).toEqual(lines);
      }),
    );
  });

  test('of the longest length are read, one byte more is refused, ended or not', () => {
    expect(new LineReader(5).push(Buffer.from('12345\n12345'))).toEqual(['12345']);
    expect(() => new LineReader(5).push(Buffer.from('123456\n'))).toThrow(RangeError);
    const reader = new LineReader(5);
    reader.push(Buffer.from('123'));
    expect(() => reader.push(Buffer.from('456'))).toThrow(RangeError);
  });
});

describe('The conversation', () => {
  test('a Word file is handed over, and the PDF made of it drawn', async () => {
    const rendering = await render(await readDocument('doc-3-pages.docx'), {}, manyPages(3));
    expect(rendering).toMatchObject({
      kind: 'docx',
      count: 3,
      failure: undefined,
      slides: undefined,
      exitStatus: 0,
    });
    expect(rendering.pages.length).toBe(3);
  });

  test('a dynamic conversion sends previews only, each with the size of its slide', async () => {
    const deck = await readDocument('deck-5-slides.pptx');
    const rendering = await render(deck, { type: 'dynamic', preview: true, scale: 2 }, onePage(BLACK_SQUARE));
    expect(rendering).toMatchObject({ kind: 'pptx', count: 1, failure: undefined });
    const previewPath = join(rendering.outputDir, 'preview-1.png');
    expect(rendering.pages).toEqual([{ number: 1, width: 400, height: 400, previewPath }]);
    expect(await readdir(rendering.outputDir)).toEqual(['preview-1.png']);
  });

  test('a dynamic conversion without previews only counts the pages', async () => {
    const rendering = await render(
      await readDocument('deck-5-slides.pptx'),
      { type: 'dynamic' },
      manyPages(5),
    );
    expect(rendering).toMatchObject({ count: 5, pages: [], failure: undefined });
  });

  test.each(['one-page.pdf', 'doc-3-pages.docx', 'deck-5-slides.ppt'])(
    'a dynamic conversion of %s is refused',
    async (name) => {
      const { failure, kind } = await render(await readDocument(name), { type: 'dynamic' });
      expect([kind, failure?.reason]).toEqual([undefined, 'dynamic-only-pptx']);
    },
  );

  test(`at most ${MAX_UNTAKEN} pages lie there untaken, and each one taken lets another come`, async () => {
    const renderer = await RendererProcess.start(manyPages(20));
    let pages = 0;
    let taken = 0;
    renderer.onMessage((message) => {
      if (message.event !== 'page') return;
      pages++;
      expect(pages - taken).toBeLessThanOrEqual(MAX_UNTAKEN);
      // Taken one by one, and only when no more can come.
      if (pages < MAX_UNTAKEN) return;
      taken++;
      renderer.send({ command: 'taken' });
    });
    renderer.order();
    expect(await renderer.exit).toBe(0);
    expect(pages).toBe(20);
  });
});

describe('The process', () => {
  test('ends when the server is gone, while it waits for an order or for a PDF', async () => {
    const idle = await RendererProcess.start(Buffer.from('x'));
    idle.socket.destroy();
    expect(await idle.exit).toBe(1);
    const waiting = await RendererProcess.start(await readDocument('doc-3-pages.docx'));
    waiting.order();
    await waiting.next('kind');
    waiting.socket.destroy();
    expect(await waiting.exit).toBe(1);
  });

  test.each(['no JSON\n', '{"command":"dance"}\n', `${'x'.repeat(2_000_000)}\n`])(
    'ends with a neutral sentence where it is told nonsense: %.20s',
    async (line) => {
      const renderer = await RendererProcess.start(Buffer.from('x'));
      renderer.socket.write(line);
      expect(await renderer.next('failed')).toEqual({
        event: 'failed',
        reason: 'unknown',
        detail: 'the document could not be converted',
      });
      expect(await renderer.exit).toBe(0);
    },
  );

  test('tells of a source that is not there without its name', async () => {
    const { failure } = await render(Buffer.from('x'), { source: '/nowhere/secret-name' } as object);
    expect(failure).toEqual({ reason: 'unknown', detail: 'the document could not be converted' });
  });

  test('may read no file but its own: not the server’s sources, nor a file beside its work folder', async () => {
    for (const path of [
      '/etc/passwd',
      fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url)),
    ]) {
      await access(path);
      const { failure } = await render(Buffer.from('x'), { source: path } as object);
      expect([path, failure?.reason]).toEqual([path, 'unknown']);
    }
  });

  test('is granted nothing but reading, writing its pages, and sharp', () => {
    const { args, env } = rendererCommand({ workDir: '/w', outputDir: '/w/pages' });
    const grants = args.filter((arg) => arg.startsWith('--allow')).map((arg) => arg.split('=')[0]);
    expect(new Set(grants)).toEqual(new Set(['--allow-addons', '--allow-fs-read', '--allow-fs-write']));
    expect(args.filter((arg) => arg.startsWith('--allow-fs-write'))).toEqual(['--allow-fs-write=/w/pages/']);
    expect(args[0]).toBe('--permission');
    expect(env).toEqual({ LANG: 'C.UTF-8' });
  });
});
