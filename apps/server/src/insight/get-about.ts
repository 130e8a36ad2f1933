import { sql } from 'kysely';
import Type from 'typebox';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import { adminOnly, orNull } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';

const About = Type.Object(
  {
    version: Type.String({ description: 'The version of Boardgate' }),
    node: Type.String({ description: 'The version of Node.js' }),
    database: Type.Object({ kind: Type.Enum(['sqlite', 'postgres']), version: Type.String() }),
    formats: Type.Array(Type.String(), { description: 'The kinds of document that this server converts' }),
    regions: Type.Array(Type.String()),
    defaultRegion: orNull(Type.String(), 'The region of requests that name none; null = they must name one'),
    resources: Type.Enum(['local', 'external'], { description: 'Where rooms and conversions live' }),
  },
  { title: 'About' },
);

export function getAbout(
  v1: TypedInstance,
  {
    config,
    database,
    listFormats,
  }: { config: Config; database: Database; listFormats: () => Promise<readonly string[]> },
): void {
  v1.route({
    method: 'GET',
    url: '/about',
    ...adminOnly('getAbout', 'operation', 'Get versions, formats and regions', { response: { 200: About } }),
    handler: async () => ({
      version: packageJson.version,
      node: process.versions.node,
      database: { kind: database.kind, version: await versionOf(database) },
      formats: config.resources === 'local' ? [...(await listFormats())] : [],
      regions: [...config.regions],
      defaultRegion: config.defaultRegion ?? null,
      resources: config.resources,
    }),
  });
}

async function versionOf({ db, kind }: Database): Promise<string> {
  const { rows } = await (kind === 'sqlite'
    ? sql<{ version: string }>`select sqlite_version() as version`
    : sql<{ version: string }>`select current_setting('server_version') as version`
  ).execute(db);
  return rows[0]?.version ?? '';
}
