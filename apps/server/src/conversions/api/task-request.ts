import {
  CONVERSION_TYPES,
  type ConversionType,
  DEFAULT_SCALE,
  MAX_SCALE,
  MIN_SCALE,
  OUTPUT_FORMATS,
  type OutputFormat,
} from '@boardgate/renderer';
import Type from 'typebox';
import { ApiError } from '../../base/errors.ts';
import { checkResourceUrl } from '../../outbound/resource-url.ts';
import type { TaskRequest } from '../queue/tasks.ts';

const MAX_WEBHOOK_RETRY = 10;
const DEFAULT_WEBHOOK_RETRY = 3;
const MAX_COMPRESSION = 4;

/** What both APIs are asked with (spec §6). */
export const CommonFields = {
  resource: Type.String({
    description: 'URL of the document: http or https',
    'x-rule': 'must be the http or https URL of a PDF, DOC, DOCX, PPT or PPTX file',
  }),
  preview: Type.Optional(
    Type.Boolean({
      description: 'Whether small pictures of the pages are made too',
      'x-rule': 'must be true or false',
    }),
  ),
  scale: Type.Optional(
    Type.Number({
      minimum: MIN_SCALE,
      maximum: MAX_SCALE,
      description: `Pixels for each point of the page (1/72 inch); default: ${DEFAULT_SCALE}`,
      'x-rule': `must be a number from ${MIN_SCALE} to ${MAX_SCALE}`,
    }),
  ),
  outputFormat: Type.Optional(
    Type.Enum([...OUTPUT_FORMATS], {
      description: 'Default: png',
      'x-rule': `must be one of: ${OUTPUT_FORMATS.join(', ')}`,
    }),
  ),
};

/** `type` is the projector API's own default; the older one demands it. */
export const TypeField = Type.Enum([...CONVERSION_TYPES], {
  'x-rule': `must be one of: ${CONVERSION_TYPES.join(', ')}`,
});

export const ProjectorFields = {
  type: Type.Optional(TypeField),
  webhookEndpoint: Type.Optional(
    Type.String({
      description: 'Where to POST once the task has finished or failed',
      'x-rule': 'must be an http or https URL',
    }),
  ),
  webhookRetry: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MAX_WEBHOOK_RETRY,
      description: `How often that is tried again; default: ${DEFAULT_WEBHOOK_RETRY}`,
      'x-rule': `must be an integer from 0 to ${MAX_WEBHOOK_RETRY}`,
    }),
  ),
  imageCompressionLevel: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MAX_COMPRESSION,
      description: '0 = best quality, 4 = smallest files; default: 0',
      'x-rule': `must be an integer from 0 to ${MAX_COMPRESSION}`,
    }),
  ),
};

/** What a client may send, with everything but the document left to defaults. */
export interface ConvertedBody {
  readonly resource: string;
  readonly type?: ConversionType;
  readonly preview?: boolean;
  readonly scale?: number;
  readonly outputFormat?: OutputFormat;
  readonly webhookEndpoint?: string;
  readonly webhookRetry?: number;
  readonly imageCompressionLevel?: number;
}

/** @throws {ApiError} where a URL is none that can be fetched or posted to. */
export function toTaskRequest(body: ConvertedBody): TaskRequest {
  const { webhookEndpoint } = body;
  const resource = checkUrl('resource', body.resource);
  return {
    resource,
    type: body.type ?? (isNamedPptx(resource) ? 'dynamic' : 'static'),
    preview: body.preview ?? false,
    scale: body.scale ?? DEFAULT_SCALE,
    outputFormat: body.outputFormat ?? 'png',
    imageCompressionLevel: body.imageCompressionLevel ?? 0,
    // Some clients send an empty text for "none".
    webhookUrl: webhookEndpoint ? checkUrl('webhookEndpoint', webhookEndpoint) : null,
    webhookRetry: body.webhookRetry ?? DEFAULT_WEBHOOK_RETRY,
  };
}

function checkUrl(field: string, text: string): string {
  return checkResourceUrl(text, (rule) => ApiError.of('field-invalid', field, rule)).href;
}

function isNamedPptx(url: string): boolean {
  return new URL(url).pathname.toLowerCase().endsWith('.pptx');
}
