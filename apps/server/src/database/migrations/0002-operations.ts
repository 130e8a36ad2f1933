import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';
import { announceOnPostgres, announceOnSqlite } from './0002-change-log.ts';

export async function addOperations(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema.alterTable('projects').addColumn('policy', 'text').execute();
  await db.schema.alterTable('access_keys').addColumn('name', 'text').execute();
  await db.schema.alterTable('access_keys').addColumn('expires_at', 'bigint').execute();
  // Older keys count as imported: only the age of a generated key says something about its tokens.
  await db.schema
    .alterTable('access_keys')
    .addColumn('is_imported', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();

  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();

  await createRevocations(db);
  await createUsage(db);
  await createAudit(db, kind);
  if (kind === 'postgres') await announceOnPostgres(db);
  else await announceOnSqlite(db);
}

async function createRevocations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revocations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text')
    .addColumn('access_key', 'text')
    .addColumn('nonce', 'text')
    .addColumn('issued_before', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('revocations').columns(columns).execute();
  await index('revocations_expiry', ['expires_at']);
  await index('revocations_age', ['created_at', 'id']);
}

async function createUsage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('usage_hours')
    .addColumn('access_key', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('issued', 'bigint', (column) => column.notNull())
    .addColumn('refused', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('usage_hours_key', ['hour', 'access_key', 'kind', 'role'])
    .execute();
  // A key's use in all. A table of its own, since the rows of keys are cached.
  await db.schema
    .createTable('key_activity')
    .addColumn('access_key', 'text', (column) => column.primaryKey())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .addColumn('tokens_issued', 'bigint', (column) => column.notNull())
    .execute();
}

async function createAudit(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', kind === 'postgres' ? 'bigserial' : 'integer', (column) =>
      kind === 'postgres' ? column.primaryKey() : column.primaryKey().autoIncrement(),
    )
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute();
  await db.schema.createIndex('audit_project').on('audit').columns(['project_id', 'id']).execute();
  await db.schema.createIndex('audit_subject').on('audit').columns(['subject', 'id']).execute();
  await (kind === 'postgres' ? sealAuditOnPostgres(db) : sealAuditOnSqlite(db));
}

const APPEND_ONLY = 'the audit log is append-only';

async function sealAuditOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const event of ['update', 'delete']) {
    await sql`
      create trigger ${sql.raw(`audit_no_${event}`)} before ${sql.raw(event)} on audit
      begin select raise(abort, ${sql.lit(APPEND_ONLY)}); end`.execute(db);
  }
}

async function sealAuditOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function boardgate_keep_audit() returns trigger language plpgsql as $$
    begin
      raise exception ${sql.lit(APPEND_ONLY)};
    end $$`.execute(db);
  await sql`
    create trigger boardgate_append_only before update or delete or truncate on audit
    for each statement execute function boardgate_keep_audit()`.execute(db);
}
