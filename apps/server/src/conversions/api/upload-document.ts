import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Type from 'typebox';
import { ApiError } from '../../base/errors.ts';
import { storableRule } from '../../base/text.ts';
import { toIso } from '../../base/time.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';
import { adminOnly, strictObject } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { compileValidator } from '../../http/validation.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import { expectUpload, newUpload, UPLOAD_KEPT_MS, uploadKey } from '../queue/uploads.ts';
import { makeWorkFolder } from '../run/work-folder.ts';

const MAX_NAME_LENGTH = 255;

/** Each takes disk space and a connection. */
const MAX_AT_ONCE = 8;

const ANY_TYPE = 'application/octet-stream';
const DOCUMENT = { content: { [ANY_TYPE]: { schema: { type: 'string', format: 'binary' } } } };

interface Uses {
  readonly database: Database;
  readonly results: ResultStorage;
  readonly config: Pick<Config, 'conversionMaxBytes' | 'dataDir'>;
  readonly now: () => number;
}

/** `POST /v1/documents`: the body is the document itself, and goes to the disk as it arrives. */
export function uploadDocument(v1: TypedInstance, { database, results, config, now }: Uses): void {
  let underWay = 0;
  v1.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(ANY_TYPE, (_request, stream, done) => done(null, stream));
    scope.addHook('onRequest', (request, _reply, done) => {
      // After the server's own hook, which reads every other body as JSON.
      request.headers['content-type'] = ANY_TYPE;
      done();
    });
    (scope as TypedInstance).route({
      method: 'POST',
      url: '/documents',
      validatorCompiler: (part) => (part.httpPart === 'body' ? () => true : compileValidator(part as never)),
      ...adminOnly('uploadDocument', 'conversions', 'Upload a document to convert', {
        description:
          'The body is the document itself. Pass the `resource` of the answer to `POST /v1/tasks` within an hour.',
        querystring: strictObject({
          name: Type.String({
            minLength: 1,
            maxLength: MAX_NAME_LENGTH,
            description: 'The name of the file',
            'x-rule': storableRule(MAX_NAME_LENGTH),
          }),
        }),
        body: DOCUMENT,
        response: {
          201: Type.Object({
            resource: Type.String({ description: 'The `resource` of one task' }),
            bytes: Type.Integer(),
            keptUntil: Type.String({ description: 'When it is removed if no task uses it' }),
          }),
        },
      }),
      handler: async (request, reply) => {
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        if (underWay >= MAX_AT_ONCE) throw ApiError.of('server-busy');
        underWay++;
        const folder = await makeWorkFolder(config.dataDir);
        try {
          const path = join(folder.path, 'document');
          const bytes = await save(body, path, config.conversionMaxBytes);
          const resource = newUpload(request.query.name);
          await expectUpload(database.db, resource, now());
          await results.put(uploadKey(resource) ?? '', path);
          const keptUntil = toIso(now() + UPLOAD_KEPT_MS);
          return await reply.code(201).send({ resource, bytes, keptUntil });
        } finally {
          underWay--;
          await folder.remove();
        }
      },
    });
  });
}

/** @throws {ApiError} if it is empty, too large or breaks off. The rest of it is not waited for. */
async function save(body: Readable, path: string, maxBytes: number): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let bytes = 0;
  try {
    // Destroying the body would close the connection before the refusal is sent.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > maxBytes) throw ApiError.of('body-too-large', maxBytes);
      await file.appendFile(chunk as Buffer);
    }
  } catch (error) {
    if (body.errored !== null) throw ApiError.of('request-malformed');
    throw error;
  } finally {
    await file.close();
  }
  if (bytes === 0) {
    const sentence = 'must be the document: a PDF, DOC, DOCX, PPT or PPTX file';
    throw ApiError.of('field-invalid', 'the body', sentence, { rule: 'document' });
  }
  return bytes;
}
