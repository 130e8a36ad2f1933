import swagger from '@fastify/swagger';
import type { FastifyContextConfig, FastifyInstance, FastifySchema } from 'fastify';
import packageJson from '../../package.json' with { type: 'json' };
import { ERRORS } from '../base/errors.ts';
import type { Config } from '../config/config.ts';
import { ConstantAnswer } from './constant-answer.ts';
import { finishDocument } from './openapi-document.ts';

const API_PREFIX = '/v5/';
const MANAGEMENT_PREFIX = '/v1/';

/** Every tag, in the order in which the document shows them. */
const TAGS = [
  ['tokens', 'Issue SDK, Room and Task tokens'],
  ['rooms', 'Create, read, list and ban rooms'],
  ['conversions', 'Start, follow, reorder and cancel file conversions'],
  ['session', 'Management: sign in to the console and out'],
  ['projects', 'Management: one project for each tenant'],
  ['keys', 'Management: access keys'],
  ['management tokens', 'Management: issue tokens, and find out why one is refused'],
  ['revocations', 'Management: refuse tokens that would still be valid'],
  ['webhooks', 'Management: webhook deliveries and the secrets that sign them'],
  ['audit', 'Management: who did what'],
  ['usage', 'Management: tokens issued and requests refused'],
  ['operators', 'Management: who manages the server, with which role'],
  ['settings', 'Management: the settings in force and the admin token'],
  ['operation', 'Health, metrics and overview, for the operator'],
] as const;

/** How the document shows a route's declared access: which credentials it takes, and who may call it. */
export type DescribeAccess = (declared: FastifyContextConfig) => {
  readonly security?: NonNullable<FastifySchema['security']>;
  readonly description?: string;
};

/** Describes every route that is registered later in one OpenAPI document. */
export async function registerOpenApi(
  app: FastifyInstance,
  config: Pick<Config, 'regions' | 'defaultRegion'>,
  describeAccess: DescribeAccess,
): Promise<void> {
  app.addSchema(MANAGEMENT_REFUSAL);
  await app.register(swagger, {
    refResolver: { buildLocalReference: ({ $id }) => String($id) },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Boardgate',
        version: packageJson.version,
        description: 'A self-hosted server for the Interactive Whiteboard REST API.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: TAGS.map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          token: { type: 'apiKey', in: 'header', name: 'token', description: 'NETLESSSDK_…' },
          admin: { type: 'http', scheme: 'bearer', description: 'The admin token, or an operator’s' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'boardgate_session',
            description: 'A session of the console; only with the header x-boardgate-console',
          },
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      schema: describeRoute(schema ?? {}, url, config, {
        ...describeAccess(route.config ?? {}),
        isIdempotent: route.config?.isIdempotent === true,
      }),
      url,
    }),
    transformObject: (given) => finishDocument('openapiObject' in given ? given.openapiObject : {}),
  });
}

/** Adds what the routes of an API have in common: region, access, path parameters, the shape of a refusal. */
function describeRoute(
  schema: FastifySchema,
  url: string,
  config: Pick<Config, 'regions' | 'defaultRegion'>,
  { isIdempotent, ...access }: ReturnType<DescribeAccess> & { readonly isIdempotent: boolean },
): FastifySchema {
  if (url.startsWith(MANAGEMENT_PREFIX)) {
    return {
      ...access,
      ...schema,
      ...(isIdempotent && { headers: { type: 'object', properties: IDEMPOTENCY_KEY } }),
      ...describePath(url),
      response: describeAnswers(schema, MANAGEMENT_REFUSED),
    };
  }
  if (!url.startsWith(API_PREFIX)) {
    return { ...schema, ...access, response: describeAnswers({ response: TEXT, ...schema }, REFUSAL) };
  }
  return {
    ...schema,
    ...access,
    headers: describeHeaders(config, isIdempotent),
    ...describePath(url),
    response: describeAnswers(schema, REFUSAL),
  };
}

const IDEMPOTENCY_KEY = {
  'idempotency-key': {
    type: 'string',
    description:
      '1 to 255 visible ASCII characters. A request that is sent again within 24 hours with the same key and body gets the same answer and creates nothing.',
  },
};

function describeHeaders(
  { regions, defaultRegion }: Pick<Config, 'regions' | 'defaultRegion'>,
  isIdempotent: boolean,
): object {
  return {
    type: 'object',
    properties: {
      region: { type: 'string', enum: [...regions], description: 'The region that serves the request' },
      ...(isIdempotent && IDEMPOTENCY_KEY),
    },
    required: defaultRegion === undefined ? ['region'] : [],
  };
}

function describePath(url: string): { params?: object } {
  const names = [...url.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name);
  if (names.length === 0) return {};
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  return { params: { type: 'object', properties, required: names } };
}

const REFUSAL = {
  description: 'Refused: `message` says what is wrong',
  type: 'object',
  properties: {
    message: { type: 'string' },
    hint: { type: 'string', description: 'What to do, if the message has to stay the vendor’s' },
  },
  required: ['message'],
};

/** Named, since it is the same for every route: the list of codes is long. */
const MANAGEMENT_REFUSAL = {
  $id: 'Refusal',
  title: 'Refusal',
  description: '`message` says what is wrong; `code` is stable; `values` holds what the message names',
  type: 'object',
  properties: {
    message: { type: 'string' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    values: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  },
  required: ['message', 'code', 'values'],
};
const MANAGEMENT_REFUSED = { description: 'Refused', $ref: 'Refusal#' };

const TEXT = { 200: { content: { 'text/plain': { schema: { type: 'string' } } } } };

function describeAnswers({ response }: FastifySchema, refusal: object): object {
  return { ...(response as object), '4XX': refusal };
}

/** Serves `/openapi.json`. */
export function registerDocument(app: FastifyInstance): void {
  const document = new ConstantAnswer(() => JSON.stringify(app.swagger()));
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { access: 'anyone' },
    schema: { hide: true },
    // For the page at /docs, which has an origin of its own. Nothing in it is of this server alone.
    handler: (request, reply) =>
      document.send(
        request,
        reply.type('application/json; charset=utf-8').header('access-control-allow-origin', '*'),
      ),
  });
}
