import { CONVERSION_TYPES, DEFAULT_SCALE, MAX_SCALE, MIN_SCALE, OUTPUT_FORMATS } from '@boardgate/renderer';
import type { FastifySchema } from 'fastify';
import Type from 'typebox';
import type { Operation } from '../../access/permissions.ts';
import { ApiError } from '../../base/errors.ts';
import { integerFrom, oneOf, trueOrFalse } from '../../http/fields.ts';
import { checkResourceUrl } from '../../outbound/resource-url.ts';
import { PRIORITIES } from '../queue/task.ts';
import type { TaskRequest } from '../queue/tasks.ts';
import { isUpload } from '../queue/uploads.ts';

const MAX_WEBHOOK_RETRY = 10;
const DEFAULT_WEBHOOK_RETRY = 3;
const MAX_COMPRESSION = 4;

/** What both APIs take (spec §6). */
export const CommonFields = {
  resource: Type.String({
    description: 'The document’s URL: http or https',
    'x-rule': 'must be the http or https URL of a PDF, DOC, DOCX, PPT or PPTX file',
  }),
  preview: Type.Optional(trueOrFalse('Whether to create small previews of the pages too')),
  scale: Type.Optional(
    Type.Number({
      minimum: MIN_SCALE,
      maximum: MAX_SCALE,
      description: `Pixels for each point of the page (1/72 inch); default: ${DEFAULT_SCALE}`,
      'x-rule': `must be a number from ${MIN_SCALE} to ${MAX_SCALE}`,
    }),
  ),
  outputFormat: Type.Optional(oneOf(OUTPUT_FORMATS, 'Default: png')),
};

/** Optional in the projector API, required in the older one. */
export const TypeField = oneOf(CONVERSION_TYPES);

export const ProjectorFields = {
  type: Type.Optional(TypeField),
  webhookEndpoint: Type.Optional(
    Type.String({
      description: 'The URL to POST to when the task finishes or fails',
      'x-rule': 'must be an http or https URL',
    }),
  ),
  webhookRetry: Type.Optional(
    integerFrom(0, MAX_WEBHOOK_RETRY, `Retries of the webhook; default: ${DEFAULT_WEBHOOK_RETRY}`),
  ),
  imageCompressionLevel: Type.Optional(
    integerFrom(0, MAX_COMPRESSION, '0 = best quality, 4 = smallest files; default: 0'),
  ),
};

export const PriorityFields = { priority: oneOf(PRIORITIES, 'Which end of the queue') };

/** The access and the schema of a route of the vendor's API. */
export function conversionRoute<Schema extends FastifySchema>(
  operationId: string,
  access: Operation,
  summary: string,
  schema: Schema,
) {
  const config = { access, ...(access.startsWith('start') && { isIdempotent: true as const }) };
  return { config, schema: { operationId, tags: ['conversions'], summary, ...schema } };
}

export const ProjectorBody = Type.Object({ ...CommonFields, ...ProjectorFields });
export type ConvertedBody = Type.Static<typeof ProjectorBody>;

/** @throws {ApiError} if a URL cannot be fetched or posted to. */
export function toTaskRequest(body: ConvertedBody): TaskRequest {
  return taskRequestOf(body, checkUrl('resource', body.resource));
}

/** As `toTaskRequest`, also for a document that was uploaded to this server. */
export function toOperatorTaskRequest(body: ConvertedBody): TaskRequest {
  return isUpload(body.resource) ? taskRequestOf(body, body.resource) : toTaskRequest(body);
}

/**
 * With the defaults of both APIs.
 *
 * @param resource a URL that this server can fetch or read.
 * @throws {ApiError} if the webhook cannot be posted to.
 */
export function taskRequestOf(body: Omit<ConvertedBody, 'resource'>, resource: string): TaskRequest {
  const { webhookEndpoint } = body;
  return {
    resource,
    type: body.type ?? (isNamedPptx(resource) ? 'dynamic' : 'static'),
    preview: body.preview ?? false,
    scale: body.scale ?? DEFAULT_SCALE,
    outputFormat: body.outputFormat ?? 'png',
    imageCompressionLevel: body.imageCompressionLevel ?? 0,
    // Some clients send an empty text for none.
    webhookUrl: webhookEndpoint ? checkUrl('webhookEndpoint', webhookEndpoint) : null,
    webhookRetry: body.webhookRetry ?? DEFAULT_WEBHOOK_RETRY,
  };
}

function checkUrl(field: string, text: string): string {
  return checkResourceUrl(text, (rule) => ApiError.of('field-invalid', field, rule, { rule: 'url' })).href;
}

function isNamedPptx(url: string): boolean {
  return new URL(url).pathname.toLowerCase().endsWith('.pptx');
}
