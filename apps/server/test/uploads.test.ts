import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, HOUR, SERVERS, type TestServer } from './support/test-server.ts';
import { until } from './support/until.ts';

const PDF = new URL('../../../packages/renderer/test/fixtures/documents/', import.meta.url);

interface Upload {
  readonly resource: string;
  readonly bytes: number;
  readonly keptUntil: string;
}

describe.each(SERVERS)('uploaded documents on $name', ({ start }) => {
  let server: TestServer;
  let document: Buffer;
  beforeEach(async () => {
    server = await start({ conversionConcurrency: 1, conversionMaxBytes: 1_000_000 });
    document = await readFile(new URL('one-page.pdf', PDF));
  });
  afterEach(() => server.stop());

  const upload = (
    body: Buffer,
    name = 'lesson.pdf',
    authorization: string | null = `Bearer ${ADMIN_TOKEN}`,
  ) =>
    server.app.inject({
      method: 'POST',
      url: `/v1/documents?${new URLSearchParams({ name })}`,
      headers: { 'content-type': 'application/pdf', ...(authorization !== null && { authorization }) },
      payload: body,
    });
  const begin = (resource: string) =>
    server.manage('POST', '/v1/tasks', { project: server.acme.project.id, resource });
  const ended = (uuid: string) =>
    until(async () => {
      const task = (await server.manage('GET', `/v1/tasks/${uuid}`)).json();
      return ['Finished', 'Fail'].includes(task.status) ? task : undefined;
    });

  test('a document is uploaded, converted, and kept for a retry; its name alone is shown, and nobody can fetch it', async () => {
    const answer = await upload(document, '第一课 1.pdf');
    expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
    const { resource, bytes, keptUntil } = answer.json() as Upload;
    expect([bytes, keptUntil]).toEqual([document.length, new Date(server.clock.now + HOUR).toISOString()]);
    const made = (await begin(resource)).json();
    expect(made).toMatchObject({ resource: '第一课 1.pdf', type: 'static' });
    expect(await ended(made.uuid)).toMatchObject({ status: 'Finished', pageCount: 1 });
    const [, key] = /key=(.*)/.exec(resource) ?? [];
    const log = await server.manage('GET', `/v1/audit?subject=${made.uuid}`);
    expect(server.log.join('') + log.body).not.toContain(key);
    const served = await server.app.inject({ url: `/files/uploads/${key}/document` });
    expect(served.statusCode).toBe(404);
    // Cleaning up leaves it.
    server.clock.now += 2 * HOUR;
    await server.cleanUp();
    await server.results.get(`uploads/${key}/document`, join(server.dataDir, 'copy'));
    expect(await readFile(join(server.dataDir, 'copy'))).toEqual(document);
    // With its task it goes.
    server.clock.now += 8 * 24 * HOUR;
    await server.cleanUp();
    server.clock.now += HOUR;
    await server.cleanUp();
    await expect(server.results.get(`uploads/${key}/document`, join(server.dataDir, 'copy'))).rejects.toThrow(
      'the server cannot read a stored file',
    );
  });

  test('one that no task uses within an hour is removed, and no task takes it later, nor twice', async () => {
    const { resource } = (await upload(document)).json() as Upload;
    expect((await begin(resource)).statusCode).toBe(201);
    const again = await begin(resource);
    expect([again.statusCode, again.json()]).toMatchObject([
      400,
      { message: 'resource must be an upload of the last hour that no task has used' },
    ]);
    const unused = (await upload(document)).json() as Upload;
    server.clock.now += HOUR;
    expect((await begin(unused.resource)).statusCode).toBe(400);
    server.clock.now += HOUR;
    await server.cleanUp();
    const [, key] = /key=(.*)/.exec(unused.resource) ?? [];
    await expect(
      server.results.get(`uploads/${key}/document`, join(server.dataDir, 'copy')),
    ).rejects.toThrow();
    // A made-up one is no upload, and `/v5` takes none.
    expect((await begin(resource.replace(/key=.{8}/, 'key=AAAAAAAA'))).statusCode).toBe(400);
    const theirs = await server.post('/v5/projector/tasks', {
      token: server.sdkToken(),
      body: { resource: unused.resource, type: 'static' },
    });
    expect(theirs.statusCode).toBe(400);
  });

  test('what is no document is refused, and leaves nothing behind', async () => {
    const work = () => readdir(join(server.dataDir, 'work')).catch(() => []);
    expect((await upload(document, 'lesson.pdf', null)).statusCode).toBe(401);
    const refused = async (answer: ReturnType<typeof upload>, message: RegExp) => {
      const { statusCode, body } = await answer;
      expect([statusCode, JSON.parse(body).message]).toEqual([400, expect.stringMatching(message)]);
    };
    await refused(upload(Buffer.alloc(1_000_001)), /^the body is too large: 1000000 bytes at most/);
    await refused(upload(Buffer.alloc(0)), /^the body must be the document/);
    await refused(upload(document, ''), /^name/);
    await refused(upload(document, 'x'.repeat(256)), /^name must be 1 to 255 characters/);
    expect(await work()).toEqual([]);
    expect(await server.store.database.db.selectFrom('file_removals').selectAll().execute()).toEqual([]);
    const odd = (await upload(Buffer.from('no document at all'), 'a/b?c#d.pdf')).json() as Upload;
    const { uuid } = (await begin(odd.resource)).json();
    expect(await ended(uuid)).toMatchObject({ status: 'Fail', resource: 'a/b?c#d.pdf' });
  });

  test('an upload that breaks off leaves nothing behind, and the server goes on', async () => {
    const url = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const work = () => readdir(join(server.dataDir, 'work')).catch(() => []);
    const outgoing = request(`${url}/v1/documents?name=a.pdf`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-length': 100_000 },
    });
    outgoing.on('error', () => {});
    outgoing.write(Buffer.alloc(50_000));
    await until(async () => ((await work()).length > 0 ? true : undefined));
    outgoing.destroy();
    await until(async () => ((await work()).length === 0 ? true : undefined));
    expect((await upload(document)).statusCode).toBe(201);
  });
});
