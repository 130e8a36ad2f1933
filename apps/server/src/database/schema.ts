import type { Generated } from 'kysely';

/** The tables, as Kysely sees them. Times are epoch milliseconds; booleans are 0 or 1, the same in both databases. */
export interface Schema {
  projects: ProjectsTable;
  access_keys: AccessKeysTable;
  rooms: RoomsTable;
  settings: SettingsTable;
  revocations: RevocationsTable;
  usage_hours: UsageHoursTable;
  key_activity: KeyActivityTable;
  audit: AuditTable;
}

interface ProjectsTable {
  /** The appUUID: 14 base64url characters. */
  id: string;
  team_uuid: string;
  name: string;
  created_at: number;
  disabled_at: number | null;
  /** JSON; null = no limits of its own. */
  policy: string | null;
}

interface AccessKeysTable {
  access_key: string;
  project_id: string;
  /** Sealed by the vault: never the plain text. */
  secret_key: string;
  created_at: number;
  disabled_at: number | null;
  /** What people call the key; null = nothing. */
  name: string | null;
  /** From then on the key is as good as disabled; null = never. */
  expires_at: number | null;
  is_imported: number;
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

/** What the server has to remember about itself. */
interface SettingsTable {
  name: string;
  value: string;
}

interface RevocationsTable {
  /** See `revocations/revocation-id.ts`. */
  id: string;
  scope: string;
  project_id: string | null;
  access_key: string | null;
  nonce: string | null;
  /** Tokens issued before are refused; null = the one token. */
  issued_before: number | null;
  /** When the revoked token would have expired anyway, and the row may go; null = never. */
  expires_at: number | null;
  reason: string;
  created_at: number;
}

interface UsageHoursTable {
  access_key: string;
  kind: string;
  role: string;
  /** When the hour began. */
  hour: number;
  project_id: string;
  issued: number;
  refused: number;
}

interface KeyActivityTable {
  access_key: string;
  last_used_at: number;
  tokens_issued: number;
}

interface AuditTable {
  id: Generated<number>;
  at: number;
  actor: string;
  address: string | null;
  action: string;
  subject: string;
  project_id: string | null;
  /** JSON of what was there before and after; null = nothing. */
  before: string | null;
  after: string | null;
}
