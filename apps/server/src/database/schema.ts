/** The tables, as Kysely sees them. Times are epoch milliseconds; booleans are 0 or 1, the same in both databases. */
export interface Schema {
  projects: ProjectsTable;
  access_keys: AccessKeysTable;
  rooms: RoomsTable;
}

interface ProjectsTable {
  /** The appUUID: 14 base64url characters. */
  id: string;
  team_uuid: string;
  name: string;
  created_at: number;
  disabled_at: number | null;
}

interface AccessKeysTable {
  access_key: string;
  project_id: string;
  /** Sealed by the vault: never the plain text. */
  secret_key: string;
  created_at: number;
  disabled_at: number | null;
}

interface RoomsTable {
  uuid: string;
  project_id: string;
  name: string;
  is_record: number;
  is_ban: number;
  writer_limit: number;
  created_at: number;
}
