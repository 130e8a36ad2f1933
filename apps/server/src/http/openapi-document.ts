import EXAMPLES from './openapi-examples.json' with { type: 'json' };

type Json = Record<string, unknown>;

/** What a client sent and got, by the id of the operation: recorded from a real server by `openapi-examples.test.ts`. */
const EXAMPLE_OF: Readonly<
  Record<string, { readonly request?: unknown; readonly answer?: unknown; readonly refusal?: unknown }>
> = EXAMPLES;

const SUCCESS: Json = { 200: 'Done', 201: 'Created', 204: 'Done: the answer has no body' };

/** Adds to the document what Fastify's plugin does not: components with names, and an example of each body and answer. */
export function finishDocument(document: object): Json {
  const { paths, components, ...rest } = document as { paths: Json; components: { schemas: Json } };
  const schemas: Json = { ...components.schemas };
  const operations = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods as Json).map(([method, operation]) => [
        method,
        withExamples(named(operation, schemas) as Operation),
      ]),
    ),
  ]);
  return { ...rest, components: { ...components, schemas }, paths: Object.fromEntries(operations) };
}

/** Moves each schema that has a title to the components, so that a generated client has a type of that name. */
function named(value: unknown, schemas: Json): unknown {
  if (Array.isArray(value)) return value.map((entry) => named(entry, schemas));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Json = Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, named(entry, schemas)]),
  );
  const { title } = copy;
  if (typeof title !== 'string') return copy;
  schemas[title] ??= copy;
  return { $ref: `#/components/schemas/${title}` };
}

interface Operation extends Json {
  readonly operationId: string;
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface Body extends Json {
  readonly content?: Readonly<Record<string, Json>>;
}

function withExamples(operation: Operation): Operation {
  const { request, answer, refusal } = EXAMPLE_OF[operation.operationId] ?? {};
  return {
    ...operation,
    ...(operation.requestBody && { requestBody: withExample(operation.requestBody, request) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, body]) => [
        status,
        status in SUCCESS
          ? { ...withExample(body, answer), description: SUCCESS[status] }
          : withExample(body, refusal),
      ]),
    ),
  };
}

function withExample(body: Body, example: unknown): Body {
  if (body.content === undefined || example === undefined) return body;
  return {
    ...body,
    content: Object.fromEntries(
      Object.entries(body.content).map(([type, content]) => [type, { ...content, example }]),
    ),
  };
}
