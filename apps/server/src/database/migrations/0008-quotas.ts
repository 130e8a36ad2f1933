import { type Kysely, sql } from 'kysely';

/** Counts each project's rooms, and folds lines that a client makes in the audit log. */
export async function addQuotas(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('room_counts')
    .addColumn('project_id', 'text', (column) =>
      column.primaryKey().references('projects.id').onDelete('cascade'),
    )
    .addColumn('rooms', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into room_counts (project_id, rooms) select project_id, count(*) from rooms group by project_id`.execute(
    db,
  );

  await db.schema
    .createTable('audit_repeats')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text')
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('changes', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addPrimaryKeyConstraint('audit_repeats_key', ['actor', 'action', 'subject'])
    .execute();
  await db.schema.createIndex('audit_repeats_until').on('audit_repeats').column('until').execute();
}
