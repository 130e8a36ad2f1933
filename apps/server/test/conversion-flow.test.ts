import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GetConverter } from '../src/conversions/queue/conversion-service.ts';
import type { Converter } from '../src/conversions/run/converter.ts';
import { machine, unless } from './support/conversions.ts';
import { FileServer } from './support/file-server.ts';
import { SERVERS, type TestServer } from './support/test-server.ts';
import { until } from './support/until.ts';
import { Receiver, verifyAsReceiver } from './support/webhooks.ts';

const FIRST_PAGES = 10;
const HEADERS = { region: 'us-sv', 'content-type': 'application/json' };

interface Shown {
  readonly uuid: string;
  readonly status: string;
  readonly type: string;
  readonly convertedPercentage: number;
  readonly prefix?: string;
  readonly pageCount?: number;
  readonly images?: Record<string, { width: number; height: number; url: string }>;
  readonly previews?: Record<string, string>;
  readonly note?: string;
  readonly zip?: string;
  readonly resources?: string[];
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

describe.each(SERVERS)('from an app server’s request to images in a browser, on $name', ({ start }) => {
  let server: TestServer;
  let files: FileServer;
  let receiver: Receiver;
  let origin: string;
  /** Resolves once the first pages of a longer document have been seen. */
  const isSeenHalfway = Promise.withResolvers<void>();
  beforeAll(async () => {
    files = await FileServer.start();
    receiver = await Receiver.start();
    const allowed = [files.host, new URL(receiver.url).host];
    const settings = { conversionConcurrency: 2, conversionAllowHosts: allowed, port: 0 };
    server = await start(settings, (converter) => holdingBack(converter, isSeenHalfway.promise));
    origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all([files.stop(), receiver.stop()]);
  });

  const call = async (path: string, token: string, body?: object) => {
    const answer = await fetch(`${origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...HEADERS, token },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  /** SDK token → task → Task token → polls until it has ended: all that was answered meanwhile. */
  async function convert(order: object): Promise<{ uuid: string; seen: Shown[]; last: Shown }> {
    const { accessKey, secretKey: secretAccessKey } = server.acme;
    const credentials = { accessKey, secretAccessKey, lifespan: 3_600_000, role: 'writer' };
    const sdkToken = (await call('/v5/tokens/teams', '', credentials)).body as string;
    const { uuid } = (await call('/v5/projector/tasks', sdkToken, order)).body as Shown;
    const grant = { lifespan: 3_600_000, role: 'reader' };
    const taskToken = (await call(`/v5/tokens/tasks/${uuid}`, sdkToken, grant)).body as string;
    const seen: Shown[] = [];
    const last = await until(async () => {
      const { body } = await call(`/v5/projector/tasks/${uuid}`, taskToken);
      const shown = body as Shown;
      seen.push(shown);
      if (Object.keys(shown.images ?? {}).length === FIRST_PAGES) isSeenHalfway.resolve();
      return ['Waiting', 'Converting'].includes(shown.status) ? undefined : shown;
    });
    return { uuid, seen, last };
  }

  test('every page is an image of the size that the task says, with real progress on the way', async () => {
    const { seen, last, uuid } = await convert({ resource: files.urlOf('thirty-pages.pdf'), preview: true });
    expect(last).toMatchObject({ status: 'Finished', convertedPercentage: 100, pageCount: 30 });
    const percentages = seen.map(({ convertedPercentage }) => convertedPercentage);
    expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
    for (const { status, convertedPercentage } of seen) {
      expect([status, convertedPercentage === 100]).toEqual([status, status === 'Finished']);
    }
    // Pages can be shown before the last is done.
    const counts = seen.map(({ images = {} }) => Object.keys(images).length);
    expect(counts.some((count) => count > 0 && count < 30)).toBe(true);

    expect(Object.keys(last.images ?? {})).toHaveLength(30);
    expect(Object.keys(last.previews ?? {})).toHaveLength(30);
    for (const [number, { width, height, url }] of Object.entries(last.images ?? {})) {
      expect(url).toBe(`${last.prefix}/${uuid}/${number}.png`);
      expect(url.startsWith(origin)).toBe(true);
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
      const image = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect([image.width, image.height]).toEqual([width, height]);
    }
    const preview = await fetch(last.previews?.['30'] ?? '');
    const small = await sharp(Buffer.from(await preview.arrayBuffer())).metadata();
    expect(Math.max(small.width, small.height)).toBe(320);
  });

  test.each(['png', 'jpg', 'jpeg', 'webp'])('as %s, with the type to match', async (outputFormat) => {
    const { last } = await convert({ resource: files.urlOf('one-page.pdf'), outputFormat, scale: 0.5 });
    const { url, width } = last.images?.['1'] ?? { url: '', width: 0 };
    expect([url.endsWith(`/1.${outputFormat}`), width]).toEqual([true, 306]);
    const answer = await fetch(url);
    const format = outputFormat === 'jpg' ? 'jpeg' : outputFormat;
    expect(answer.headers.get('content-type')).toBe(`image/${format}`);
    expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).format).toBe(format);
  });

  test('the older API gives the same pages in its own shape', async () => {
    const token = server.sdkToken();
    const order = { resource: files.urlOf('mixed-sizes-rotation.pdf'), type: 'static', preview: true };
    const { uuid } = (await call('/v5/services/conversion/tasks', token, order)).body as Shown;
    const ask = async () =>
      (await call(`/v5/services/conversion/tasks/${uuid}?type=static`, server.taskToken(uuid))).body as {
        status: string;
        progress: { convertedFileList: { width: number; height: number; conversionFileUrl: string }[] };
      };
    await expect.poll(async () => (await ask()).status).toBe('Finished');
    const { progress } = await ask();
    expect(progress).toMatchObject({ totalPageSize: 6, convertedPageSize: 6, convertedPercentage: 100 });
    for (const { width, height, conversionFileUrl } of progress.convertedFileList) {
      const image = await sharp(Buffer.from(await (await fetch(conversionFileUrl)).arrayBuffer())).metadata();
      expect([image.width, image.height]).toEqual([width, height]);
    }
  });

  test('a webhook tells of the end, once, signed', async () => {
    const order = { resource: files.urlOf('one-page.pdf'), webhookEndpoint: `${receiver.url}/done` };
    const { uuid, last } = await convert(order);
    await expect.poll(() => receiver.received.length).toBe(1);
    const [received] = receiver.received;
    if (received === undefined) throw new Error('nothing was received');
    const secret = await server.store.webhookSecrets.reveal(server.acme.project.id);
    expect(verifyAsReceiver(received, secret, server.clock.now)).toEqual({
      code: 0,
      message: 'success',
      data: {
        taskId: uuid,
        taskType: 'static_conversion',
        prefixUrl: last.prefix,
        pageCount: 1,
        previews: {},
        note: '',
        images: last.images,
        noticeTimestamp: server.clock.now,
      },
    });
  });

  test.runIf(machine.hasConfinedOffice)(
    `slides become a web page, with notes, previews and an archive${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
    async () => {
      const before = receiver.received.length;
      const order = {
        resource: files.urlOf('deck-5-slides.pptx'),
        preview: true,
        webhookEndpoint: receiver.url,
      };
      const { last, uuid } = await convert(order);
      expect(last).toMatchObject({
        status: 'Finished',
        type: 'dynamic',
        pageCount: 5,
        convertedPercentage: 100,
      });
      expect(JSON.parse(last.note ?? '')).toMatchObject({
        notes: expect.any(Object),
        notKept: expect.any(Array),
      });
      const typeOf = async (url: string) => {
        const { status, headers } = await fetch(url);
        return [status, headers.get('content-type')];
      };
      const base = `${last.prefix}/${uuid}`;
      expect(last.resources).toContain(`${base}/index.html`);
      expect(await typeOf(`${base}/index.html`)).toEqual([200, expect.stringContaining('text/html')]);
      expect(await typeOf(last.zip ?? '')).toEqual([200, 'application/zip']);
      expect(Object.keys(last.previews ?? {})).toEqual(['1', '2', '3', '4', '5']);
      for (const url of Object.values(last.previews ?? {}))
        expect(await typeOf(url)).toEqual([200, 'image/png']);
      await expect.poll(() => receiver.received.length).toBe(before + 1);
      const { data } = JSON.parse(receiver.received.at(-1)?.body ?? '') as { data: object };
      expect(data).toMatchObject({
        taskType: 'dynamic_conversion',
        prefixUrl: last.prefix,
        pageCount: 5,
        previews: last.previews,
        note: last.note,
        images: {},
      });
    },
  );

  test('a webhook tells of a failure with its number and sentence, and of no file', async () => {
    const before = receiver.received.length;
    const order = { resource: files.urlOf('no-pages.pdf'), webhookEndpoint: receiver.url, preview: true };
    const { uuid, last } = await convert(order);
    await expect.poll(() => receiver.received.length).toBe(before + 1);
    expect(JSON.parse(receiver.received.at(-1)?.body ?? '')).toEqual({
      code: 2110099,
      message: last.errorMessage,
      data: {
        taskId: uuid,
        taskType: 'static_conversion',
        prefixUrl: expect.stringMatching(/\/files\/staticConvert\//),
        pageCount: 0,
        previews: {},
        note: '',
        images: {},
        noticeTimestamp: server.clock.now,
      },
    });
  });

  test.each([
    ['encrypted-userpw-aes256.pdf', '2110100', /needs a password/],
    ['no-pages.pdf', '2110099', /no pages|damaged/],
    ['missing.pdf', '2110101', /status 404/],
    ['README.md', '2110100', /PDF, DOC, DOCX, PPT or PPTX/],
    ['zip-bomb-text-300M.docx', '2030101', /unpacked|grows/],
    ['billion-laughs.docx', '2110202', /entities|DOCTYPE/i],
  ])('%s fails as %s, and leaves nothing behind', async (name, errorCode, sentence) => {
    const { uuid, last } = await convert({ resource: files.urlOf(name), type: 'static' });
    expect(last).toMatchObject({ status: 'Fail', errorCode, errorMessage: expect.stringMatching(sentence) });
    expect(last.images ?? {}).toEqual({});
    const task = await server.store.tasks.find(uuid);
    const folders = await readdir(join(server.dataDir, 'files/staticConvert')).catch(() => []);
    expect(folders).not.toContain(task?.secret);
    await expect.poll(() => readdir(join(server.dataDir, 'work'))).toEqual([]);
  });

  test('a private address that nobody allowed is refused, in words that tell nothing of it', async () => {
    const sentences = new Set<string | undefined>();
    for (const host of ['127.0.0.1:9', '10.0.0.1', '169.254.169.254', '[::1]', 'localhost']) {
      const { last } = await convert({ resource: `http://${host}/a.pdf`, type: 'static' });
      expect([last.status, last.errorCode]).toEqual(['Fail', '2110101']);
      sentences.add(last.errorMessage);
    }
    expect(sentences.size).toBe(1);
  });

  test('what came of it all is at /metrics, without a value that a client chose', async () => {
    const numbers = await (await fetch(`${origin}/metrics`)).text();
    const numberOf = (series: string) =>
      Number(
        numbers
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')[1],
      );
    const [finished, pages] = machine.hasConfinedOffice ? [8, 46] : [7, 41];
    expect(numberOf('boardgate_conversions_ended_total{result="finished",reason=""}')).toBe(finished);
    expect(numberOf('boardgate_conversions_ended_total{result="failed",reason="download-failed"}')).toBe(6);
    expect(numberOf('boardgate_conversions_ended_total{result="failed",reason="preview-failed"}')).toBe(0);
    expect(numberOf('boardgate_conversion_duration_seconds_count{result="finished"}')).toBe(finished);
    expect(numberOf('boardgate_conversion_pages_total')).toBe(pages);
    expect(numberOf('boardgate_conversions_running')).toBe(0);
    expect(numbers).not.toMatch(/127\.0\.0\.1|[0-9a-f]{32}/);
  });

  test('nothing of tokens, secrets or links is logged', () => {
    const log = server.log.join('');
    for (const text of ['NETLESS', server.acme.secretKey, 'staticConvert', 'whsec_'])
      expect(log).not.toContain(text);
  });
});

/** Keeps what comes after the first pages back until then: a client that is slow to ask sees them before the last all the same. */
function holdingBack(get: GetConverter, until: Promise<void>): GetConverter {
  return async () => {
    const converter = await get();
    const convert: Converter['convert'] = (request) =>
      converter.convert({
        ...request,
        onPage: async (page) => {
          if (page.number > FIRST_PAGES) await until;
          await request.onPage(page);
        },
      });
    return { formats: converter.formats, convert } as unknown as Converter;
  };
}
