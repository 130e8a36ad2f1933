import type { Database } from '../../database/database.ts';
import { requestRemovalWithUploads } from './file-removals.ts';
import { TASK_KEPT_MS } from './task.ts';
import { TaskStore } from './task-store.ts';

const CHUNK = 100;

/** Removes tasks that are too old to be queried, and requests the removal of their files. */
export async function removeOldTasks({ db, changes }: Database, now: number): Promise<void> {
  for (;;) {
    const old = await new TaskStore(db).listOlderThan(now - TASK_KEPT_MS, CHUNK);
    if (old.length === 0) return;
    await db.transaction().execute(async (trx) => {
      await requestRemovalWithUploads(trx, old, now);
      await new TaskStore(trx).delete(old.map(({ uuid }) => uuid));
    });
    for (const { uuid } of old) changes.announce('tasks', uuid);
  }
}
