import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConversionFailure } from '@boardgate/renderer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentPath } from '../../../../../packages/renderer/test/support/fixtures.ts';
import {
  machine,
  type Outcome,
  prepareConverter,
  unless,
  WorkBench,
} from '../../../test/support/conversions.ts';
import { ATTACKS, type Attack, hostileDocument } from '../../../test/support/office-documents.ts';
import { processesOf } from '../../../test/support/processes.ts';
import type { Converter } from './converter.ts';
import { COMBINED, twofoldDocument } from './testing/office-attacks.ts';

/** The port that the fixtures name. */
const FIXTURE_PORT = 8899;

/** Counts its visitors. */
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

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
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
      converter = await prepareConverter();
      trap = await setTrap();
    });
    afterAll(async () => {
      await trap.remove();
      await bench.close();
    });

    test('is told from a trap that does not work: a request of our own is counted', async () => {
      const other = await setTrap();
      await fetch(`${other.url}/seen`);
      expect(other.requests).toEqual(['GET /seen']);
      await other.remove();
    });

    for (const [ending, attacks] of Object.entries(Object.groupBy(ATTACKS, (attack) => attack.ending))) {
      describe(`in one ${ending}`, () => {
        let fetching: Outcome;
        beforeAll(async () => {
          const urlOf = ({ name }: Attack) => `${trap.url}/${name.replaceAll(' ', '-')}.png`;
          const document = await hostileDocument(attacks, urlOf);
          fetching = await bench.convert(converter, document, { scale: 0.5 });
        });

        for (const attack of attacks) {
          test(`has nothing fetched by ${attack.name}`, () => {
            expect(fetching.pageCount).toBeGreaterThan(2);
            expect(trap.requests).toEqual([]);
          });
        }

        test(`has no local file painted by ${attacks.map(({ name }) => name).join(', ')}`, async () => {
          const picture = {
            create: { width: 300, height: 200, channels: 3, background: '#ff00ff' },
          } as const;
          const secret = await sharp(picture).png().toBuffer();
          await expectNoDifference(attacks, 'png', secret);
        });
      });
    }

    test('has no local text painted by a field INCLUDETEXT', async () => {
      const attacks = ATTACKS.filter(({ name }) => name.endsWith('INCLUDETEXT'));
      await expectNoDifference(attacks, 'txt', 'SECRET '.repeat(500));
    });

    /** Whether the file that each attack names is there makes no difference, down to the last pixel. */
    async function expectNoDifference(
      attacks: readonly Attack[],
      ending: string,
      secret: Buffer | string,
    ): Promise<void> {
      expect(attacks).not.toEqual([]);
      const folder = await mkdtemp(join(bench.path, 'secrets-'));
      const fileOf = (attack: Attack) => join(folder, `${attacks.indexOf(attack)}.${ending}`);
      for (const attack of attacks) await writeFile(fileOf(attack), secret);
      const document = await hostileDocument(attacks, (attack) => pathToFileURL(fileOf(attack)).href);
      const there = await bench.convert(converter, document, { scale: 0.5 });
      await rm(folder, { recursive: true });
      const gone = await bench.convert(converter, document, { scale: 0.5 });
      const bytesOf = ({ pages }: Outcome) => pages.map(({ bytes }) => bytes.toString('base64'));
      expect(bytesOf(there)).toEqual(bytesOf(gone));
    }

    for (const attack of COMBINED) {
      test(`asks for nothing by ${attack.name}`, async () => {
        const document = await hostileDocument([attack], () => `${trap.url}/combined.png`);
        const converted = await bench
          .convert(converter, document, { scale: 0.2 })
          .catch((error: unknown) => error);
        // LibreOffice reads none that lacks its font or its head line; it has looked for them by then.
        if (attack.name.startsWith('a font')) expect(converted).toMatchObject({ reason: 'document-broken' });
        else expect(converted).toHaveProperty('pageCount');
        expect(trap.requests).toEqual([]);
      });
    }

    test('is read as the one kind that it was told to be, whatever else it is', async () => {
      const document = await twofoldDocument(`${trap.url}/twofold.png`);
      expect(await bench.convert(converter, document, { scale: 0.2 })).toMatchObject({
        kind: 'docx',
        pageCount: 3,
      });
      expect(trap.requests).toEqual([]);
    });

    test('is refused where it is a web page with the name of a Word file', async () => {
      const page = `<html><link rel="stylesheet" href="${trap.url}/style.css"><body>text</body></html>`;
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
