import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConversionFailure } from '@boardgate/renderer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { STATIC, WorkBench } from '../../../test/support/conversions.ts';
import { DocumentConversion, type DocumentConversionUses } from './document-conversion.ts';
import { ProgramKilled } from './program-killed.ts';
import { fakeRenderer } from './testing/fake-renderer.ts';

const LIMITS: DocumentConversionUses['limits'] = {
  maxPages: 50,
  maxPixels: 1000,
  maxSidePixels: 100,
  pageTimeMs: 1000,
  zip: { maxEntries: 1, maxExpandedBytes: 1, maxPartBytes: 1, maxRatio: 1 },
};

const BEGIN = `say({ event: 'kind', kind: 'pdf' }); say({ event: 'pages', count: 1 });`;
const page = (path: string) => `{ event: 'page', page: { number: 1, width: 1, height: 1, path: ${path} } }`;
const GOOD = `${BEGIN} fs.writeFileSync(folder + '/1.png', 'x'); say(${page("folder + '/1.png'")}); say({ event: 'done' });`;

let bench: WorkBench;
let taken: string[];
beforeEach(async () => {
  bench = await WorkBench.open();
  taken = [];
});
afterEach(async () => await bench.close());

async function run(script: string, uses: Partial<DocumentConversionUses> = {}) {
  const { workDir, source } = await bench.lay(Buffer.from('x'));
  const conversion = new DocumentConversion(
    {
      sandbox: fakeRenderer(script),
      office: { soffice: undefined, missing: 'nothing is here' },
      limits: LIMITS,
      timeLimitMs: 60_000,
      noProgressMs: 3_600_000,
      ...uses,
    },
    {
      source,
      workDir,
      order: STATIC,
      signal: new AbortController().signal,
      onPages: () => {},
      onPage: async ({ path = '' }) => {
        taken.push(await readFile(path, 'utf8'));
      },
    },
  );
  return await conversion.run();
}

async function failureOf(
  script: string,
  uses: Partial<DocumentConversionUses> = {},
): Promise<ConversionFailure> {
  const failure = await run(script, uses).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConversionFailure);
  return failure as ConversionFailure;
}

test('a renderer that keeps to the protocol is believed', async () => {
  expect(await run(GOOD)).toEqual({ kind: 'pdf', pageCount: 1, files: [] });
  expect(taken).toEqual(['x']);
});

test.skipIf(process.platform !== 'linux')(
  'a renderer that the system or a person ends says nothing about the document',
  async () => {
    for (const signal of ['SIGKILL', 'SIGTERM']) {
      const failure = await failureOf(`${BEGIN} process.kill(process.pid, '${signal}');`);
      expect(failure).toBeInstanceOf(ProgramKilled);
    }
    // One that ends otherwise has met the document.
    const failure = await failureOf(`${BEGIN} process.abort();`);
    expect([failure.reason, failure instanceof ProgramKilled]).toEqual(['limit-exceeded', false]);
  },
);

describe('a renderer that was taken over gains nothing', () => {
  for (const [what, script] of Object.entries({
    'a line that is no protocol': `say('hello');`,
    'a line that is too long': `say('x'.repeat(2 * 1024 * 1024));`,
    'a flood of messages': `for (let i = 0; i < 1000; i++) say({ event: 'kind', kind: 'pdf' });`,
    'a path outside its folder': `${BEGIN} say(${page("'/etc/hostname'")});`,
    'a path that climbs out of its folder': `${BEGIN} say(${page("folder + '/../document'")});`,
    'a path in a folder below': `${BEGIN} say(${page("folder + '/a/1.png'")});`,
    'a file that is not there': `${BEGIN} say(${page("folder + '/1.png'")});`,
    'a link to another file': `${BEGIN} fs.symlinkSync('/etc/hostname', folder + '/1.png'); say(${page("folder + '/1.png'")});`,
    'another name of another file': `${BEGIN} fs.linkSync(folder + '/../document', folder + '/1.png'); say(${page("folder + '/1.png'")});`,
    'a folder for a file': `${BEGIN} fs.mkdirSync(folder + '/1.png'); say(${page("folder + '/1.png'")});`,
    'a page twice': GOOD.replace(
      "say({ event: 'done' });",
      `fs.writeFileSync(folder + '/1.png', 'x'); say(${page("folder + '/1.png'")});`,
    ),
    'a page before their number': `say(${page("folder + '/1.png'")});`,
    'more pages than it may': `say({ event: 'kind', kind: 'pdf' }); say({ event: 'pages', count: 51 });`,
    'an end before its last page': `${BEGIN} say({ event: 'done' });`,
    'an end before anything': `say({ event: 'done' });`,
    'a second kind': `say({ event: 'kind', kind: 'pdf' }); say({ event: 'kind', kind: 'pdf' });`,
  })) {
    test(`by ${what}`, async () => {
      const failure = await failureOf(script);
      expect(failure.reason).toBe('unknown');
      expect(failure.message).not.toContain(bench.path);
      expect(failure.message).not.toContain('hostname');
    });
  }
});

test('nothing of what a broken renderer says gets into the log', async () => {
  for (const line of ['secret words', '{"event":"secret words"}', '{"event":"kind","kind":"secret words"}']) {
    const failure = await failureOf(`say(${JSON.stringify(line)});`);
    expect(inspect(failure, { depth: 10 })).not.toContain('secret');
  }
});

test('a renderer that says why it fails is passed on', async () => {
  const failure = await failureOf(`say({ event: 'failed', reason: 'pdf-broken', detail: 'it is damaged' });`);
  expect(failure).toMatchObject({ reason: 'pdf-broken', message: 'unknown error: it is damaged' });
});

test('a renderer that does not even start is the operator’s to mend', async () => {
  const failure = await failureOf('process.exit(1);');
  expect(failure.reason).toBe('unknown');
  expect(failure.cause).toMatchObject({ message: expect.stringContaining('status 1') });
});

test('a renderer that falls silent is ended', async () => {
  const failure = await failureOf(`say({ event: 'kind', kind: 'pdf' }); setInterval(() => {}, 1000);`, {
    noProgressMs: 300,
  });
  expect(failure.reason).toBe('task-timeout');
  expect(failure.message).toContain('nothing was drawn for 3 seconds: this server is busy');
});

test('results may not grow without end', async () => {
  const failure = await failureOf(GOOD.replace(`'x')`, `'x'.repeat(3000))`), { maxResultBytes: 2048 });
  expect(failure.reason).toBe('limit-exceeded');
});

describe('a renderer that fills the disk is ended', () => {
  const maxFolder = { bytes: 1024 ** 2, entries: 50 };
  const forEver = 'setInterval(() => {}, 1000);';
  for (const [how, script] of Object.entries({
    'with one large file': `fs.writeFileSync(folder + '/x', Buffer.alloc(2 * 1024 * 1024, 'x'));`,
    'with many small ones': `for (let i = 0; i < 60; i++) fs.writeFileSync(folder + '/' + i, '');`,
    'in a folder far below': `fs.mkdirSync(folder + '/a'.repeat(40), { recursive: true });`,
    'where nobody may look': `fs.mkdirSync(folder + '/a'); fs.chmodSync(folder + '/a', 0o300);`,
  })) {
    // Root may look everywhere.
    test.skipIf(how.startsWith('where') && process.getuid?.() === 0)(how, async () => {
      const failure = await failureOf(`${BEGIN} ${script} ${forEver}`, { maxFolder });
      expect(failure).toMatchObject({
        reason: 'limit-exceeded',
        message: expect.stringContaining('more disk space'),
      });
    });
  }

  test('but not one that leaves holes, and removes what it no longer needs', async () => {
    const script = `fs.writeFileSync(folder + '/hole', ''); fs.truncateSync(folder + '/hole', 1e9); setTimeout(() => { ${GOOD} }, 1200);`;
    expect(await run(script, { maxFolder })).toMatchObject({ pageCount: 1 });
  });
});

test('a caller that fails to take a page ends the conversion with its own reason', async () => {
  const { workDir, source } = await bench.lay(Buffer.from('x'));
  const reason = new ConversionFailure('storage-failed', 'the store is full');
  const conversion = new DocumentConversion(
    {
      sandbox: fakeRenderer(GOOD),
      office: { soffice: undefined, missing: '' },
      limits: LIMITS,
      timeLimitMs: 60_000,
    },
    {
      source,
      workDir,
      order: STATIC,
      signal: new AbortController().signal,
      onPages: () => {},
      onPage: () => Promise.reject(reason),
    },
  );
  await expect(conversion.run()).rejects.toBe(reason);
});

test('a document outside the work folder is a mistake of ours', async () => {
  const { workDir } = await bench.lay(Buffer.from('x'));
  const other = join(bench.path, 'other');
  await writeFile(other, 'x');
  const uses = {
    sandbox: fakeRenderer(GOOD),
    office: { soffice: undefined, missing: '' },
    limits: LIMITS,
    timeLimitMs: 60_000,
  };
  const request = {
    source: other,
    workDir,
    order: STATIC,
    signal: new AbortController().signal,
    onPages: () => {},
    onPage: async () => {},
  };
  expect(() => new DocumentConversion(uses, request)).toThrow(TypeError);
  expect(await readdir(workDir)).toEqual(['document']);
});
