import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConversionFailure } from '@boardgate/renderer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentPath } from '../../../../../packages/renderer/test/support/fixtures.ts';
import { CONFIG, machine, processesOf, unless, WorkBench } from '../../../test/support/conversions.ts';
import { ATTACKS, hostileDocument } from '../../../test/support/office-documents.ts';
import { Converter } from './converter.ts';
import { COMBINED, twofoldDocument } from './testing/office-attacks.ts';

/** The port that the fixtures name. */
const FIXTURE_PORT = 8899;

/** Counts whoever comes. */
class Trap {
  readonly requests: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.requests.push(`${request.method} ${request.url}`);
    response.end('caught');
  });

  /** `undefined` where somebody else has the port. */
  static async set(port: number): Promise<Trap | undefined> {
    const trap = new Trap();
    trap.#server.listen(port, '127.0.0.1');
    try {
      await once(trap.#server, 'listening');
      return trap;
    } catch {
      return undefined;
    }
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async remove(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

async function setTrap(): Promise<Trap> {
  const trap = await Trap.set(0);
  if (trap === undefined) throw new Error('No port is free.');
  return trap;
}

describe.runIf(machine.hasConfinedOffice)(
  `a hostile Word or PowerPoint file${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
  () => {
    let bench: WorkBench;
    let converter: Converter;
    let trap: Trap;

    beforeAll(async () => {
      bench = await WorkBench.open();
      converter = await Converter.prepare(CONFIG);
      trap = await setTrap();
    });
    afterAll(async () => {
      await trap.remove();
      await bench.close();
    });

    test('is told from a trap that does not work: a request of our own is counted', async () => {
      const other = await setTrap();
      await fetch(`http://127.0.0.1:${other.port}/seen`);
      expect(other.requests).toEqual(['GET /seen']);
      await other.remove();
    });

    for (const attack of ATTACKS) {
      test(`has nothing fetched by ${attack.name}`, async () => {
        const url = `http://127.0.0.1:${trap.port}/${attack.name.replaceAll(' ', '-')}.png`;
        const { pageCount } = await bench.convert(converter, await hostileDocument(attack, url));
        expect(pageCount).toBeGreaterThan(2);
        expect(trap.requests).toEqual([]);
      });

      test(`has no local file painted by ${attack.name}`, async () => {
        const file = join(bench.path, `secret-${ATTACKS.indexOf(attack)}.png`);
        const picture = { create: { width: 300, height: 200, channels: 3, background: '#ff00ff' } } as const;
        await writeFile(file, await sharp(picture).png().toBuffer());
        const document = await hostileDocument(attack, pathToFileURL(file).href);
        const there = await bench.convert(converter, document, { scale: 0.5 });
        await rm(file);
        const gone = await bench.convert(converter, document, { scale: 0.5 });
        // Whether it is there makes no difference, down to the last pixel.
        expect(there.pages.map(({ bytes }) => bytes.toString('base64'))).toEqual(
          gone.pages.map(({ bytes }) => bytes.toString('base64')),
        );
      });
    }

    test('has no local text painted by a field INCLUDETEXT', async () => {
      const attack = ATTACKS.find(({ name }) => name.endsWith('INCLUDETEXT'));
      if (attack === undefined) throw new Error('That attack is gone.');
      const file = join(bench.path, 'secret.txt');
      await writeFile(file, 'SECRET '.repeat(500));
      const document = await hostileDocument(attack, pathToFileURL(file).href);
      const there = await bench.convert(converter, document, { scale: 0.5 });
      await rm(file);
      const gone = await bench.convert(converter, document, { scale: 0.5 });
      expect(there.pages.map(({ bytes }) => bytes.toString('base64'))).toEqual(
        gone.pages.map(({ bytes }) => bytes.toString('base64')),
      );
    });

    for (const attack of COMBINED) {
      test(`asks for nothing by ${attack.name}`, async () => {
        const url = `http://127.0.0.1:${trap.port}/combined.png`;
        const converted = await bench
          .convert(converter, await hostileDocument(attack, url), { scale: 0.2 })
          .catch((error: unknown) => error);
        // LibreOffice reads none that lacks its font or its head line; it has looked for them by then.
        if (attack.name.startsWith('a font')) expect(converted).toMatchObject({ reason: 'document-broken' });
        else expect(converted).toHaveProperty('pageCount');
        expect(trap.requests).toEqual([]);
      });
    }

    test('is read as the one kind that it was told to be, whatever else it is', async () => {
      const document = await twofoldDocument(`http://127.0.0.1:${trap.port}/twofold.png`);
      expect(await bench.convert(converter, document, { scale: 0.2 })).toMatchObject({
        kind: 'docx',
        pageCount: 3,
      });
      expect(trap.requests).toEqual([]);
    });

    test('is refused where it is a web page with the name of a Word file', async () => {
      const page = `<html><link rel="stylesheet" href="http://127.0.0.1:${trap.port}/style.css"><body>text</body></html>`;
      await expect(bench.convert(converter, Buffer.from(page))).rejects.toMatchObject({
        reason: 'file-unsupported',
      });
      expect(trap.requests).toEqual([]);
    });

    for (const name of [
      'ssrf-image.docx',
      'ssrf-image.pptx',
      'ssrf-ole-vml.docx',
      'xxe.docx',
      'billion-laughs.docx',
      'zip-bomb-text-300M.docx',
    ]) {
      test(`asks for nothing and leaves nothing: ${name}`, async () => {
        const fixtureTrap = await Trap.set(FIXTURE_PORT);
        const own = await WorkBench.open();
        try {
          const { workDir, source } = await own.lay(documentPath(name));
          const request = {
            source,
            workDir,
            order: {
              type: 'static',
              scale: 0.5,
              outputFormat: 'png',
              imageCompressionLevel: 0,
              preview: false,
            },
            signal: new AbortController().signal,
            onPages: () => {},
            onPage: async () => {},
          } as const;
          await converter
            .convert(request)
            .catch((error: unknown) => expect(error).toBeInstanceOf(ConversionFailure));
          expect(fixtureTrap?.requests ?? []).toEqual([]);
          expect(await processesOf(workDir)).toEqual([]);
          expect(await readdir(own.path)).toEqual([basename(workDir)]);
        } finally {
          await own.close();
          await fixtureTrap?.remove();
        }
      });
    }

    for (const name of ['xxe.docx', 'billion-laughs.docx', 'zip-bomb-text-300M.docx']) {
      test(`is refused before LibreOffice sees it: ${name}`, async () => {
        const failure = await bench.convert(converter, documentPath(name)).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(ConversionFailure);
        expect(['document-broken', 'unzip-failed']).toContain((failure as ConversionFailure).reason);
      });
    }
  },
);
