import openapiTypescript, { astToString } from 'openapi-typescript';
import { readOpenApi } from './openapi-document.ts';

const HEAD = '// Made by `npm run generate:client` from the server’s /openapi.json. Not to be edited.\n';

/** Where the page keeps what the server says of itself. */
export const CLIENT_TYPES_FILE = new URL('../src/api/schema.d.ts', import.meta.url);

/** The types of everything under `/v1`, out of what the real server answers at `/openapi.json`. */
export async function clientTypes(): Promise<string> {
  const document = await readOpenApi();
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).filter(([path]) => path.startsWith('/v1/')),
  );
  return HEAD + astToString(await openapiTypescript({ ...document, paths }));
}
