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
  tasks: TasksTable;
  file_removals: FileRemovalsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  console_sessions: ConsoleSessionsTable;
  console_codes: ConsoleCodesTable;
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
  /** Sealed by the vault; null = none was asked for yet. */
  webhook_secret: string | null;
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

interface TasksTable {
  /** 32 lowercase hex digits: a UUID v4 of the projector API, a UUID v1 of the older one. */
  uuid: string;
  /** `projector` or `services`. */
  api: string;
  project_id: string;
  /** The document's URL. It may hold credentials: never logged, shown without its query. */
  resource: string;
  type: string;
  scale: number;
  output_format: string;
  compression_level: number;
  preview: number;
  webhook_url: string | null;
  webhook_retry: number;
  /** Waiting, Converting, Finished, Fail or Abort. */
  status: string;
  /** Larger first. */
  priority: number;
  /** How often it has been begun. */
  attempts: number;
  /** Who converts it, and until when that is believed without hearing from them. */
  worker: string | null;
  lease_until: number | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  /** What makes the links to its files unguessable. */
  secret: string;
  page_count: number | null;
  /** JSON: `[width, height]` of each converted page, in order. */
  pages: string;
  /** Of all its files. */
  bytes: number;
  note: string | null;
  /** JSON: the names of its files besides the pages. */
  files: string;
  error_code: number | null;
  error_message: string | null;
}

/** Stored files that nobody may need any more. */
interface FileRemovalsTable {
  /** What their keys begin with. */
  prefix: string;
  requested_at: number;
}

interface WebhookDeliveriesTable {
  id: string;
  task_uuid: string;
  project_id: string;
  url: string;
  /** What is sent, to the byte. */
  body: string;
  /** pending, delivered or failed. */
  status: string;
  attempts: number;
  max_attempts: number;
  /** When it is to be tried next, or given up on by whoever tries it now; null = never again. */
  due_at: number | null;
  created_at: number;
  attempted_at: number | null;
  /** The receiver's answer to the last try; null = none came. */
  response_status: number | null;
  error: string | null;
}

interface ConsoleSessionsTable {
  /** A keyed digest of what is in the browser's cookie: who reads the database cannot go on with a session. */
  id: string;
  /** The digest of the admin token that was in force: with that token the session ends. */
  admin_token: string;
  created_at: number;
  /** When the person was last at work. */
  seen_at: number;
}

interface ConsoleCodesTable {
  /** A keyed digest of the code. */
  id: string;
  /** As of a session. */
  admin_token: string;
  created_at: number;
}
