import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type Config, loadConfig, openConfigured } from 'boardgate';
import type { OpenAPI3 } from 'openapi-typescript';

/** What a real server with the default settings answers at `/openapi.json`. */
export async function readOpenApi(): Promise<OpenAPI3> {
  const dataDir = mkdtempSync(join(tmpdir(), 'boardgate-openapi-'));
  const config = { ...loadConfig({}).config, dataDir } as Config;
  const { database, vault } = await openConfigured(config);
  const app = await buildApp({ config, database, vault });
  try {
    return (await app.inject('/openapi.json')).json();
  } finally {
    await app.close();
    await database.close();
    // The program that looks for damage at a start may still be leaving.
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
