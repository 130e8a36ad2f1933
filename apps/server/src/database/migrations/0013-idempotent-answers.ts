import type { Kysely } from 'kysely';

/** What creations with an `Idempotency-Key` answered, for a day. */
export async function keepIdempotentAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotent_answers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('idempotent_answers_created_at')
    .on('idempotent_answers')
    .column('created_at')
    .execute();
}
