import { readdir } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from '../../../packages/renderer/test/support/fixtures.ts';
import { manyPages, pdfOf } from '../../../packages/renderer/test/support/pdf-documents.ts';
import { machine, unless } from './support/conversions.ts';
import { changedDocument, edit, intoText } from './support/office-documents.ts';
import { processesOf } from './support/processes.ts';
import { SERVERS, type TestServer } from './support/test-server.ts';

/** What a host answers, and how the task of it ends: the code, and what the message says. */
interface Bad {
  readonly answer: RequestListener | Buffer | string | Promise<Buffer>;
  readonly type?: 'dynamic';
  readonly ends: readonly [code: number, message: string | RegExp];
}

const NO_DOCUMENT = 'it must be a PDF, DOC, DOCX, PPT or PPTX file';
const NOT_PUBLIC =
  'download file failed: there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS';
const isNo = (what: string) => [2110100, `unsupported file type: this is ${what}: ${NO_DOCUMENT}`] as const;

const HOSTS: Readonly<Record<string, Bad>> = {
  'is 404': {
    answer: (_request, response) => response.writeHead(404).end('%PDF-1.7'),
    ends: [2110101, 'download file failed: the host responded with status 404 instead of 200'],
  },
  'serves HTML': {
    answer: (_request, response) =>
      response.setHeader('content-type', 'application/pdf').end('<!doctype html><title>Sign in</title>'),
    ends: isNo('a web page'),
  },
  'never answers': {
    answer: () => {},
    ends: [2110101, 'download file failed: the host did not respond within 10 seconds'],
  },
  'sends less than it announced': {
    answer: (_request, response) => {
      response.writeHead(200, { 'content-length': 999 }).write('%PDF-1.7');
      setTimeout(() => response.destroy(), 50);
    },
    ends: [2110101, 'download file failed: the host closed the connection early'],
  },
  'announces more than is allowed': {
    answer: (_request, response) => response.writeHead(200, { 'content-length': 1e12 }).flushHeaders(),
    ends: [2110101, 'download file failed: the document is larger than the 104857600 bytes allowed'],
  },
  'packs what it sends': {
    answer: (_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(9_000_000))),
    ends: [
      2110101,
      'download file failed: the host compressed the response: it must send the file uncompressed',
    ],
  },
  'redirects inward by an address': {
    answer: (_request, response) => response.writeHead(302, { location: 'http://[::1]/a.pdf' }).end(),
    ends: [2110101, NOT_PUBLIC],
  },
  'redirects to what resolves inward': {
    answer: (request, response) =>
      response.writeHead(302, { location: `http://localhost:${request.socket.localPort}/404` }).end(),
    ends: [2110101, NOT_PUBLIC],
  },
  'redirects to a file': {
    answer: (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    ends: [
      2110101,
      'download file failed: the redirect target must be an http or https URL such as https://files.example.org/lesson.pdf',
    ],
  },
  'redirects to itself': {
    answer: (request, response) => response.writeHead(302, { location: request.url }).end(),
    ends: [2110101, 'download file failed: the host redirected more than 5 times'],
  },
};

const DOCUMENTS: Readonly<Record<string, Bad>> = {
  empty: { answer: '', ends: [2110102, 'file is empty: the host sent no bytes'] },
  'a text': { answer: 'Dear all,', ends: isNo('a text file') },
  'random bytes': { answer: Buffer.alloc(5000, '\0\x01\x02'), ends: isNo('a file of another kind') },
  'an RTF text': {
    answer: '{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "x"}}}',
    ends: isNo('an RTF document'),
  },
  'a flat OpenDocument text': {
    answer: '<?xml version="1.0"?><office:document/>',
    ends: isNo('an XML file'),
  },
  'a PDF cut off': {
    answer: readDocument('truncated.pdf'),
    ends: [2110099, 'unknown error: the PDF is damaged or incomplete'],
  },
  'a PDF with a password': {
    answer: readDocument('encrypted-userpw-aes256.pdf'),
    ends: [2110100, 'unsupported file type: the PDF needs a password: save it without one'],
  },
  'a PDF of no pages': {
    answer: readDocument('no-pages.pdf'),
    ends: [2110099, 'unknown error: the PDF has no pages'],
  },
  'a PDF of 10,000 pages': {
    answer: manyPages(10_000),
    ends: [
      2040005,
      'task timeout (abnormal or oversized images): it has 10000 pages, at most 500 are allowed',
    ],
  },
  'a PDF whose pages are not there': {
    answer: pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[9 0 R]/Count 2>>']),
    ends: [2110099, 'unknown error: no page of the PDF can be drawn: it is damaged'],
  },
  'a PDF that is to be dynamic': {
    answer: readDocument('one-page.pdf'),
    type: 'dynamic',
    ends: [2010202, /^dynamic conversion only support pptx: /],
  },
  'a DOCX cut off': {
    answer: readDocument('doc-3-pages.docx').then((bytes) => bytes.subarray(0, bytes.length / 2)),
    ends: [2030101, 'unzip file failed: it is damaged or incomplete: save it again'],
  },
  'a DOC cut off': {
    answer: readDocument('doc-3-pages.doc').then((bytes) => bytes.subarray(0, bytes.length / 2)),
    ends: isNo('a file of another kind'),
  },
  'a zip bomb': { answer: readDocument('zip-bomb-text-300M.docx'), ends: [2030101, /^unzip file failed: /] },
  'an entity bomb': { answer: readDocument('billion-laughs.docx'), ends: [2110202, /defines XML entities/] },
  'external entities': { answer: readDocument('xxe.docx'), ends: [2110202, /defines XML entities/] },
};

const OFFICE: Readonly<Record<string, Bad>> = {
  'a DOCX of 600 pages': {
    answer: changedDocument('doc-3-pages.docx', (parts) =>
      intoText(parts, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'.repeat(597)),
    ),
    ends: [2040005, 'task timeout (abnormal or oversized images): it has 600 pages, at most 500 are allowed'],
  },
  'a DOCX whose text breaks off': {
    answer: changedDocument('doc-3-pages.docx', (parts) =>
      edit(parts, 'word/document.xml', (xml) => xml.slice(0, 5000)),
    ),
    ends: [2110202, /^word parser failed: LibreOffice cannot read the docx file/],
  },
  'a PPTX of absurd slides': {
    answer: changedDocument('deck-5-slides.pptx', (parts) =>
      edit(parts, 'ppt/presentation.xml', (xml) =>
        xml.replace(/<p:sldSz[^>]*>/, '<p:sldSz cx="2147483647" cy="1"/>'),
      ),
    ),
    ends: [2110201, /^presentation parser failed: LibreOffice cannot read the pptx file/],
  },
  'a PPT that says it is a DOC': {
    answer: readDocument('deck-5-slides.ppt').then((bytes) => {
      const at = bytes.indexOf(Buffer.from('PowerPoint Document', 'utf16le'));
      bytes.fill(0, at, at + 64);
      bytes.write('WordDocument', at, 'utf16le');
      bytes.writeUInt16LE(26, at + 64);
      return bytes;
    }),
    ends: [2110202, /^word parser failed: LibreOffice cannot read the doc file/],
  },
};

const [sqlite] = SERVERS;

describe('each bad input is one failed task that says why, and leaves nothing', () => {
  let server: TestServer;
  let files: Server;
  const bad = new Map<string, Bad>();
  beforeAll(async () => {
    files = createServer((request, response) => {
      const { answer } = bad.get(decodeURIComponent(request.url ?? '').slice(1)) ?? { answer: '' };
      if (typeof answer === 'function') answer(request, response);
      else void Promise.resolve(answer).then((body) => response.end(body));
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    if (sqlite === undefined) throw new Error('There is no database to test on.');
    server = await sqlite.start({ conversionConcurrency: 4, conversionAllowHosts: ['127.0.0.1'], port: 0 });
    await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.stop();
    files.closeAllConnections();
    await new Promise((resolve) => files.close(resolve));
  });

  /** Converts them all at once, as far as the server does, and compares how they end. */
  async function expectEnds(inputs: Readonly<Record<string, Bad>>): Promise<void> {
    const { port } = files.address() as AddressInfo;
    const token = server.sdkToken();
    const started = await Promise.all(
      Object.entries(inputs).map(async ([name, input]) => {
        bad.set(name, input);
        const resource = `http://127.0.0.1:${port}/${encodeURIComponent(name)}`;
        return [name, await server.startTask({ resource, type: input.type ?? 'static' })] as const;
      }),
    );
    const endOf = async (uuid: string) =>
      (await server.call('GET', `/v5/projector/tasks/${uuid}`, { token })).json();
    for (const [name, uuid] of started) {
      await expect
        .poll(async () => (await endOf(uuid)).status, { message: name })
        .not.toMatch(/^(Waiting|Converting)$/);
      const [code, message] = inputs[name]?.ends ?? [];
      const { status, errorCode, errorMessage } = await endOf(uuid);
      expect({ name, status, errorCode, errorMessage }).toEqual({
        name,
        status: 'Fail',
        errorCode: `${code}`,
        errorMessage: message instanceof RegExp ? expect.stringMatching(message) : message,
      });
    }
    await expectNothingLeft();
  }

  /** A task has ended before its folder is gone. */
  async function expectNothingLeft(): Promise<void> {
    await expect.poll(() => namesIn('work')).toEqual([]);
    expect(await namesIn('files')).toEqual([]);
    expect(await processesOf(join(server.dataDir, 'work'))).toEqual([]);
    expect(server.log.join('')).not.toMatch(/INCLUDEPICTURE|Sign in|Dear all/);
  }

  async function namesIn(folder: string): Promise<string[]> {
    const names = await readdir(join(server.dataDir, folder), { recursive: true }).catch(() => []);
    return names.filter((name) => name.includes('.') || folder === 'work');
  }

  test(`from a host, in a document${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`, () =>
    expectEnds({ ...HOSTS, ...DOCUMENTS, ...(machine.hasConfinedOffice && OFFICE) }));
});
