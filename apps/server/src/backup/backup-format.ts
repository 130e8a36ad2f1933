import Type from 'typebox';
import { Compile } from 'typebox/schema';

/**
 * A backup is a ZIP file, so that any system can look into it: `rows/TABLE.ndjson` with a JSON array for each row, `files/KEY` for each
 * stored result, `master.key` if it was asked for, and `manifest.json`, the last.
 */
export const MANIFEST = 'manifest.json';
export const MASTER_KEY = 'master.key';
const FORMAT = 'boardgate-backup.1';

/** A manifest names every file of a million tasks' results and stays below this. */
export const MAX_MANIFEST_BYTES = 1_073_741_824;
/** No row of ours comes near: the longest field is the list of a document's pages. */
export const MAX_ROW_BYTES = 67_108_864;

const Table = Type.Object({
  name: Type.String(),
  columns: Type.Array(Type.String()),
  rows: Type.Integer({ minimum: 0 }),
});

const Manifest = Type.Object({
  format: Type.Literal(FORMAT),
  /** The version of Boardgate that made it, and when. */
  version: Type.String(),
  at: Type.String(),
  /** Of the database that it was made from. Either kind can be restored to. */
  kind: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres')]),
  migration: Type.String(),
  /** The id of the master key that the secret keys are sealed with. */
  masterKeyId: Type.Union([Type.String(), Type.Null()]),
  tables: Type.Array(Table),
  /** The SHA-256 of each other entry of the file. */
  sha256: Type.Record(Type.String(), Type.String()),
});

export type Manifest = Type.Static<typeof Manifest>;

const MANIFESTS = Compile(Manifest);

export function newManifest(fields: Omit<Manifest, 'format'>): Manifest {
  return { format: FORMAT, ...fields };
}

/** @returns `undefined` if the text is not a manifest that this version can read. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return MANIFESTS.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function rowsEntry(table: string): string {
  return `rows/${table}.ndjson`;
}

const FILES = 'files/';

export function fileEntry(key: string): string {
  return `${FILES}${key}`;
}

/** The key of a stored result; `undefined` for another entry. */
export function keyOfEntry(name: string): string | undefined {
  return name.startsWith(FILES) ? name.slice(FILES.length) : undefined;
}
