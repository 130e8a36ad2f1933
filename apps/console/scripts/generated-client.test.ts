import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { readOpenApi } from './openapi-document.ts';

/** Beside the packages, so that the client finds its library. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));
const TSC = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));

/** What a developer writes against the types generated from `/openapi.json`. */
const CLIENT = `
import createClient from 'openapi-fetch';
import type { components, operations, paths } from './schema.ts';

const client = createClient<paths>({ baseUrl: 'http://127.0.0.1:8080' });
const headers = { token: 'NETLESSSDK_', region: 'us-sv' } as const;

export async function openRoom(name: string): Promise<string> {
  const { data: room, error } = await client.POST('/v5/rooms', { params: { header: headers }, body: { name } });
  if (room === undefined) throw new Error(error.message);
  const { data: token } = await client.POST('/v5/tokens/rooms/{uuid}', {
    params: { path: { uuid: room.uuid }, header: headers },
    body: { lifespan: 3_600_000, role: 'writer' },
  });
  return token ?? '';
}
export const nameOf = (room: components['schemas']['Room']): string => room.name;
export type RoomRequest = operations['createRoom']['requestBody'];

// @ts-expect-error: the id of a room is text
export const wrong: number = ({} as components['schemas']['Room']).uuid;
`;

test('a client generated from /openapi.json compiles', async () => {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'client-'));
  try {
    writeFileSync(join(folder, 'schema.ts'), astToString(await openapiTypescript(await readOpenApi())));
    writeFileSync(join(folder, 'client.ts'), CLIENT);
    const options =
      '--ignoreConfig --noEmit --strict --skipLibCheck --target es2024 --module nodenext --allowImportingTsExtensions';
    const compile = promisify(execFile)(process.execPath, [
      TSC,
      ...options.split(' '),
      join(folder, 'client.ts'),
    ]);
    const said = await compile.then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(said).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
