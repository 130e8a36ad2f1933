import type { Generated } from 'kysely';

/** The tables as Kysely sees them. In both databases times are epoch milliseconds and booleans are 0 or 1. */
export interface Schema {
  projects: {
    /** The appUUID: 14 base64url characters. */
    id: string;
    team_uuid: string;
    name: string;
    created_at: number;
    disabled_at: number | null;
    /** JSON; null = no limits. */
    policy: string | null;
    /** Sealed by the vault; null = not created yet. */
    webhook_secret: string | null;
  };
  access_keys: {
    access_key: string;
    project_id: string;
    /** Sealed by the vault, never plain text. */
    secret_key: string;
    created_at: number;
    disabled_at: number | null;
    name: string | null;
    /** From then on the key is refused; null = never. */
    expires_at: number | null;
    is_imported: number;
  };
  rooms: {
    uuid: string;
    project_id: string;
    name: string;
    is_record: number;
    is_ban: number;
    writer_limit: number;
    created_at: number;
    /** The name for searching; null = the same as `lower(name)`. See `rooms/room-name.ts`. On SQLite a trigger numbers rooms besides, for the index of names. */
    folded_name: string | null;
  };
  /** How many rooms a project has: counting a million takes too long. */
  room_counts: {
    project_id: string;
    rooms: number;
    /** When the newest of them was created. */
    newest_at: number;
  };
  idempotent_answers: {
    id: string;
    request: string;
    answer: string;
    created_at: number;
  };
  settings: {
    name: string;
    value: string;
  };
  deleted_keys: {
    access_key: string;
    deleted_at: number;
    revoked_before: number | null;
  };
  revocations: {
    /** See `revocations/revocation-id.ts`. */
    id: string;
    scope: string;
    project_id: string | null;
    access_key: string | null;
    nonce: string | null;
    /** Tokens issued before this time are refused; null = one single token. */
    issued_before: number | null;
    /** When the revoked token expires and the row can be deleted; null = never. */
    expires_at: number | null;
    reason: string;
    created_at: number;
  };
  usage_hours: {
    access_key: string;
    kind: string;
    role: string;
    hour: number;
    project_id: string;
    issued: number;
    refused: number;
  };
  key_activity: {
    access_key: string;
    last_used_at: number;
    tokens_issued: number;
  };
  audit: {
    id: Generated<number>;
    at: number;
    actor: string;
    address: string | null;
    action: string;
    subject: string;
    project_id: string | null;
    /** JSON of the state before and after; null = none. */
    before: string | null;
    after: string | null;
  };
  /** What becomes a line of the audit log later. See `audit/repeats.ts`. */
  audit_repeats: {
    actor: string;
    action: string;
    subject: string;
    project_id: string | null;
    /** When the line is written. */
    until: number;
    /** How many changes it stands for; 0 = there was only the one whose line is written already. */
    changes: number;
    /** Of the last of them. */
    at: number;
    address: string | null;
    before: string | null;
    after: string | null;
  };
  tasks: {
    /** 32 lowercase hex digits: a UUID v4 of the projector API, a UUID v1 of the older one. */
    uuid: string;
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
    status: string;
    /** Larger values first. */
    priority: number;
    /** How often a worker has begun it. */
    attempts: number;
    /** The worker that converts it, and when its lease ends. */
    worker: string | null;
    lease_until: number | null;
    created_at: number;
    started_at: number | null;
    ended_at: number | null;
    /** Makes the links to its files unguessable. */
    secret: string;
    page_count: number | null;
    /** JSON: `[width, height]` of each converted page, in order. */
    pages: string;
    bytes: number;
    note: string | null;
    /** JSON: the names of its other files. */
    files: string;
    error_code: number | null;
    error_message: string | null;
  };
  file_removals: {
    prefix: string;
    requested_at: number;
  };
  webhook_deliveries: {
    id: string;
    task_uuid: string;
    project_id: string;
    url: string;
    /** The exact text to send. */
    body: string;
    status: string;
    attempts: number;
    max_attempts: number;
    /** When to try next; while an attempt runs, when it counts as dead; null = never again. */
    due_at: number | null;
    created_at: number;
    attempted_at: number | null;
    /** The receiver's answer to the last attempt; null = none. */
    response_status: number | null;
    error: string | null;
  };
  console_sessions: {
    /** A keyed digest of the cookie's token: a reader of the database cannot take over a session. */
    id: string;
    /** The digest of the token that signed in, the admin token or an operator's: the session ends when that token is replaced. */
    admin_token: string;
    created_at: number;
    seen_at: number;
  };
  console_codes: {
    id: string;
    admin_token: string;
    created_at: number;
  };
  operators: {
    name: string;
    /** Keyed: a reader of the database cannot act as the operator. */
    token_digest: string;
    role: string;
    /** JSON: the ids of the only projects that the operator has to do with, at least one; null = all. */
    projects: string | null;
    created_at: number;
    /** From then on the token is refused; null = never. */
    expires_at: number | null;
    disabled_at: number | null;
    last_used_at: number | null;
  };
  /** The activity of all servers, by minute and by hour. */
  activity: {
    span: string;
    began_at: number;
    /** `issued` and `refused`: tokens, by kind; `refusal`: requests, by code. */
    measure: string;
    name: string;
    count: number;
  };
  nodes: {
    id: string;
    host: string;
    version: string;
    started_at: number;
    seen_at: number;
  };
}
