import type { TestServer } from '../support/test-server.ts';

const ENDED_AT = Date.UTC(2026, 0, 2, 3, 0, 0);

/** Tasks as a worker leaves them in the database. Nothing is converted here. */
export const TASK_STATES = {
  'just begun': { status: 'Converting', attempts: 1, started_at: ENDED_AT },
  'half done': { status: 'Converting', page_count: 3, pages: '[[714,1010],null,[714,1010]]', bytes: 2000 },
  'all pages there': { status: 'Converting', page_count: 2, pages: '[[714,1010],[714,1010]]', bytes: 2000 },
  finished: {
    status: 'Finished',
    page_count: 2,
    pages: '[[714,1010],[714,1010]]',
    bytes: 3000,
    note: '{"notes":{}}',
    files: '["index.html","notes.json","slides.zip"]',
    ended_at: ENDED_AT,
  },
  failed: {
    status: 'Fail',
    error_code: 2_110_102,
    error_message: 'file is empty: there is nothing in it',
    ended_at: ENDED_AT,
  },
} as const;

/** Sets a task to one of these states. */
export async function setTask(
  server: TestServer,
  uuid: string,
  state: keyof typeof TASK_STATES,
): Promise<void> {
  await server.store.database.db
    .updateTable('tasks')
    .set(TASK_STATES[state])
    .where('uuid', '=', uuid)
    .execute();
}
