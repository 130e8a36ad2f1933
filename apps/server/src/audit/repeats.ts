import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import { lockManagement } from '../database/locks.ts';
import type { Schema } from '../database/schema.ts';

/** For so long after a line of a client, its further changes of the same thing become one line. */
const FOLD_MS = 60_000;
const LINES_A_TRANSACTION = 500;

type StoredLine = Insertable<Schema['audit']>;
type Repeats = Selectable<Schema['audit_repeats']>;

/**
 * Folds a line of a client that repeats itself: a token can ban a room and lift the ban hundreds of times a second, and
 * the log is kept for ever. Runs in the transaction of the change, so that a crash loses none.
 *
 * @returns whether the line is folded: otherwise it is the caller's to write.
 */
export async function fold(trx: Kysely<Schema>, line: StoredLine): Promise<boolean> {
  const { actor, action, subject, at, address = null, before = null, after = null } = line;
  const same = { actor, action, subject };
  const [open] = await trx
    .selectFrom('audit_repeats')
    .selectAll()
    .where(({ and }) => and(same))
    .execute();
  if (open !== undefined && at < open.until) {
    const first = open.changes === 0 ? before : open.before;
    const sum = { changes: open.changes + 1, at, address, before: first, after };
    await trx
      .updateTable('audit_repeats')
      .set(sum)
      .where(({ and }) => and(same))
      .execute();
    return true;
  }
  if (open !== undefined) await write(trx, [open]);
  const none = { changes: 0, before: null, after: null };
  await trx
    .insertInto('audit_repeats')
    .values({
      ...same,
      project_id: line.project_id ?? null,
      at,
      address,
      until: at + FOLD_MS,
      ...none,
    })
    .execute();
  return false;
}

/** Writes the lines whose time is over, on whichever server looks first. */
export async function writeRepeats({ db, kind }: Database, now: number): Promise<void> {
  const due = (from: Kysely<Schema>) =>
    from
      .selectFrom('audit_repeats')
      .selectAll()
      .where('until', '<=', now)
      .orderBy('until')
      .limit(LINES_A_TRANSACTION)
      .execute();
  // Outside the transaction, which takes SQLite's one write lock: mostly there is nothing.
  for (let found = await due(db); found.length > 0; found = await due(db)) {
    await db.transaction().execute(async (trx) => {
      await lockManagement(trx, kind);
      await write(trx, await due(trx));
    });
  }
}

async function write(trx: Kysely<Schema>, all: readonly Repeats[]): Promise<void> {
  for (const { until: _until, changes, after, ...line } of all) {
    if (changes > 0)
      await trx
        .insertInto('audit')
        .values({ ...line, after: changes === 1 ? after : withCount(after, changes) })
        .execute();
    const { actor, action, subject } = line;
    await trx
      .deleteFrom('audit_repeats')
      .where(({ and }) => and({ actor, action, subject }))
      .execute();
  }
}

function withCount(after: string | null, changes: number): string {
  return JSON.stringify({ ...(after === null ? {} : JSON.parse(after)), changes });
}
