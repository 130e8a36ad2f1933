import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type Config, loadConfig, openConfigured } from '@boardgate/server';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';

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

async function readOpenApi(): Promise<OpenAPI3> {
  const dataDir = mkdtempSync(join(tmpdir(), 'boardgate-openapi-'));
  const config = { ...loadConfig({}).config, dataDir } as Config;
  const { database, vault } = await openConfigured(config);
  const app = await buildApp({ config, database, vault });
  try {
    return (await app.inject('/openapi.json')).json();
  } finally {
    await app.close();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
