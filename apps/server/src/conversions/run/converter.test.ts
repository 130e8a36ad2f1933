import { copyFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { documentPath } from '../../../../../packages/renderer/test/support/fixtures.ts';
import {
  CONFIG,
  machine,
  prepareConverter,
  STATIC,
  unless,
  WorkBench,
} from '../../../test/support/conversions.ts';
import { processesOf } from '../../../test/support/processes.ts';
import type { Converter } from './converter.ts';
import type { DocumentRequest } from './document-conversion.ts';
import { ProgramKilled } from './program-killed.ts';
import { findProgram } from './programs.ts';
import { Soffice } from './soffice.ts';

const NOWHERE = { searchPath: '/nonexistent' };

let bench: WorkBench;
beforeEach(async () => {
  bench = await WorkBench.open();
});
afterEach(async () => await bench.close());

/** A folder of links to this machine’s programs, as a path that lacks others. */
async function pathWith(...names: readonly string[]): Promise<string> {
  const folder = join(bench.path, 'path');
  await mkdir(folder);
  for (const name of names) {
    const file = await findProgram(name, process.env.PATH ?? '');
    if (file !== undefined) await symlink(file, join(folder, name));
  }
  return folder;
}

async function request(document: string, change: Partial<DocumentRequest>): Promise<DocumentRequest> {
  const { workDir, source } = await bench.lay(documentPath(document));
  return {
    source,
    workDir,
    order: STATIC,
    signal: new AbortController().signal,
    onPages: () => {},
    onPage: async () => {},
    ...change,
  };
}

describe('a PDF', () => {
  test('becomes its pages, in files that the caller may move away', async () => {
    const converter = await prepareConverter();
    const { kind, pageCount, pages, files, note } = await bench.convert(
      converter,
      documentPath('thirty-pages.pdf'),
    );
    expect({ kind, pageCount, files, note }).toEqual({
      kind: 'pdf',
      pageCount: 30,
      files: [],
      note: undefined,
    });
    expect(pages.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test('is converted without LibreOffice and without a sandbox too', async () => {
    const converter = await prepareConverter(CONFIG, NOWHERE);
    expect(converter.formats).toMatchObject({ kinds: ['pdf'], isSandboxed: false });
    expect((await bench.convert(converter, documentPath('one-page.pdf'))).pageCount).toBe(1);
  });

  test('with more pages than allowed fails before one is drawn', async () => {
    const converter = await prepareConverter({ ...CONFIG, conversionMaxPages: 29 });
    const onPage = vi.fn(async () => {});
    const failing = converter.convert(await request('thirty-pages.pdf', { onPage }));
    await expect(failing).rejects.toMatchObject({ reason: 'limit-exceeded' });
    expect(onPage).not.toHaveBeenCalled();
  });

  test('is no presentation', async () => {
    const converter = await prepareConverter();
    await expect(
      bench.convert(converter, documentPath('one-page.pdf'), { type: 'dynamic' }),
    ).rejects.toMatchObject({ reason: 'dynamic-only-pptx' });
  });
});

describe.runIf(machine.isLinux)(`nothing is left over${unless(machine.isLinux, '/proc')}`, () => {
  test('when a conversion is called off between two pages, which ends it with that reason', async () => {
    const converter = await prepareConverter();
    const stop = new AbortController();
    const reason = new Error('called off');
    const order = await request('thirty-pages.pdf', {
      signal: stop.signal,
      onPage: async ({ number }) => {
        if (number === 2) stop.abort(reason);
      },
    });
    await expect(converter.convert(order)).rejects.toBe(reason);
    expect(await processesOf(order.workDir)).toEqual([]);
    expect((await readdir(bench.path)).length).toBe(1);
  });

  test('when it is called off before it began', async () => {
    const converter = await prepareConverter();
    const order = await request('one-page.pdf', { signal: AbortSignal.abort('no more') });
    await expect(converter.convert(order)).rejects.toBe('no more');
    expect(await readdir(order.workDir)).toEqual(['document']);
  });

  test('when the renderer is killed from outside, which is told from a broken document', async () => {
    const converter = await prepareConverter();
    const order = await request('thirty-pages.pdf', { onPage: () => killAll(order.workDir) });
    await expect(converter.convert(order)).rejects.toBeInstanceOf(ProgramKilled);
    expect(await processesOf(order.workDir)).toEqual([]);
  });

  test.runIf(machine.hasConfinedOffice)(
    `when it is called off while LibreOffice works${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
    async () => {
      const converter = await prepareConverter();
      const stop = new AbortController();
      const order = await request('deck-5-slides.pptx', { signal: stop.signal });
      const converting = converter.convert(order);
      const ended = expect(converting).rejects.toThrow('called off');
      await expect
        .poll(async () => (await processesOf(join(order.workDir, 'to-pdf'))).length)
        .toBeGreaterThan(2);
      stop.abort(new Error('called off'));
      await ended;
      expect(await processesOf(order.workDir)).toEqual([]);
      expect(await processesOf(join(order.workDir, 'to-pdf'))).toEqual([]);
    },
  );

  test.runIf(machine.hasConfinedOffice)(
    `when LibreOffice takes too long${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
    async () => {
      const soffice = await Soffice.open(
        (await findProgram('soffice', process.env.PATH ?? '')) ?? '',
        machine.sandbox,
        50,
      );
      if (soffice === undefined) throw new Error('LibreOffice is gone.');
      const { workDir, source } = await bench.lay(documentPath('deck-5-slides.pptx'));
      const run = {
        kind: 'pptx',
        source,
        workDir: join(workDir, 'to-pdf'),
        signal: new AbortController().signal,
      } as const;
      await expect(soffice.toPdf(run)).rejects.toMatchObject({ reason: 'task-timeout' });
      expect(await processesOf(run.workDir)).toEqual([]);
    },
  );
});

test.runIf(machine.isLinux)('no conversion leaves a file open, well or badly ended', async () => {
  const converter = await prepareConverter();
  const convertEach = async () => {
    for (const name of ['one-page.pdf', 'truncated.pdf', 'zip-bomb-text-300M.docx'])
      await bench.convert(converter, documentPath(name)).catch(() => {});
  };
  const openFiles = async () => (await readdir('/proc/self/fd')).length;
  await convertEach();
  const before = await openFiles();
  await convertEach();
  await convertEach();
  await expect.poll(openFiles).toBeLessThanOrEqual(before);
});

describe('a Word or PowerPoint file that this machine cannot convert', () => {
  test('says to install LibreOffice', async () => {
    const converter = await prepareConverter(CONFIG, { searchPath: await pathWith('bwrap', 'prlimit') });
    expect(converter.formats.summary).toContain('apt-get install');
    const failure = await failureOf(converter, 'doc-3-pages.docx');
    expect(failure.reason).toBe('file-unsupported');
    expect(failure.message).toContain('libreoffice-impress libreoffice-writer');
  });

  test('says that the named `soffice` is none', async () => {
    const converter = await prepareConverter({ ...CONFIG, soffice: join(bench.path, 'missing') });
    const failure = await failureOf(converter, 'doc-3-pages.docx');
    expect(failure.message).toContain('BOARDGATE_SOFFICE');
    expect(failure.message).not.toContain(bench.path);
  });

  test('says to install bubblewrap, or which setting goes without', async () => {
    const soffice = join(bench.path, 'soffice');
    await writeFile(soffice, '#!/bin/sh\necho LibreOffice 99.1\n', { mode: 0o755 });
    const converter = await prepareConverter({ ...CONFIG, soffice }, NOWHERE);
    const failure = await failureOf(converter, 'doc-3-pages.docx');
    expect(failure.reason).toBe('file-unsupported');
    expect(failure.message).toContain('bubblewrap');
    expect(failure.message).toContain('BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX');
    expect(failure.message).not.toContain(bench.path);
  });

  test('says that what is there is not LibreOffice', async () => {
    const soffice = join(bench.path, 'soffice');
    await writeFile(soffice, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const converter = await prepareConverter(
      { ...CONFIG, soffice, insecureOfficeWithoutSandbox: true },
      NOWHERE,
    );
    expect(converter.formats.kinds).toEqual(['pdf']);
    expect(converter.formats.summary).toContain('does not start');
  });

  test('fails where LibreOffice writes nothing, although its exit status is 0', async () => {
    const soffice = join(bench.path, 'soffice');
    await writeFile(soffice, '#!/bin/sh\necho LibreOffice 99.1\n', { mode: 0o755 });
    const converter = await prepareConverter(
      { ...CONFIG, soffice, insecureOfficeWithoutSandbox: true },
      NOWHERE,
    );
    expect((await failureOf(converter, 'doc-3-pages.docx')).reason).toBe('document-broken');
    expect((await failureOf(converter, 'deck-5-slides.pptx')).reason).toBe('presentation-broken');
  });
});

describe('a LibreOffice that was taken over', () => {
  for (const [how, words] of Object.entries({
    'a link to another file': 'mkdir out; ln -s "$secret" out/document.pdf',
    'another name of another file': 'mkdir out; ln "$secret" out/document.pdf',
    'a link to another folder': 'ln -s "$(dirname "$secret")" out',
  })) {
    test(`gains nothing by ${how}`, async () => {
      const secret = join(bench.path, 'elsewhere', 'document.pdf');
      await mkdir(join(bench.path, 'elsewhere'));
      await copyFile(documentPath('one-page.pdf'), secret);
      const soffice = join(bench.path, 'soffice');
      const script = `#!/bin/sh\n[ "$1" = --version ] && echo LibreOffice 99.1 && exit\nsecret='${secret}'\n${words}\n`;
      await writeFile(soffice, script, { mode: 0o755 });
      const config = { ...CONFIG, soffice, insecureOfficeWithoutSandbox: true };
      const converter = await prepareConverter(config, NOWHERE);
      expect((await failureOf(converter, 'doc-3-pages.docx')).reason).toBe('document-broken');
    });
  }
});

describe('going without a sandbox', () => {
  test('warns at every start', async () => {
    const soffice = join(bench.path, 'soffice');
    await writeFile(soffice, '#!/bin/sh\necho LibreOffice 99.1\n', { mode: 0o755 });
    const { formats } = await prepareConverter(
      { ...CONFIG, soffice, insecureOfficeWithoutSandbox: true },
      NOWHERE,
    );
    expect(formats.isSandboxed).toBe(false);
    expect(formats.warnings.join()).toContain('BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX');
    expect(formats.warnings.join()).toContain('prlimit');
    expect(formats.warnings.join()).toContain('fonts-noto-cjk');
  });

  test.runIf(machine.hasOffice)(
    `converts plain documents all the same${unless(machine.hasOffice, 'LibreOffice')}`,
    async () => {
      const searchPath = await pathWith('soffice', 'fc-list', 'prlimit', 'setpriv');
      const converter = await prepareConverter(
        { ...CONFIG, insecureOfficeWithoutSandbox: true },
        { searchPath },
      );
      expect(converter.formats.isSandboxed).toBe(false);
      expect((await bench.convert(converter, documentPath('deck-5-slides.pptx'))).pageCount).toBe(5);
      expect((await bench.convert(converter, documentPath('doc-3-pages.doc'))).pageCount).toBe(3);
    },
  );
});

async function failureOf(converter: Converter, document: string): Promise<ConversionFailure> {
  const failure = await bench.convert(converter, documentPath(document)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConversionFailure);
  return failure as ConversionFailure;
}

async function killAll(workDir: string): Promise<void> {
  for (const pid of await processesOf(workDir)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by another’s end.
    }
  }
}
