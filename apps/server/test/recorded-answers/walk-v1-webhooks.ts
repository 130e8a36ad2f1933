import { START } from '../support/test-server.ts';
import type { Recording, Transcript } from './recording.ts';

const TASK = '0123456789abcdef0123456789abcdef';
/** Ids of the stored form, without randomness. */
const IDS = ['pending', 'delivered', 'failed'].map((status) => `msg_${status.padEnd(27, '0')}`);

/** `/v1/webhook-deliveries` and the projects' webhook secrets. With `external` the server sends nothing, so the stored state stays. */
export async function walkV1Webhooks(transcript: Transcript): Promise<void> {
  const r = await transcript.start({ resources: 'external' });
  const [pending = '', delivered = '', failed = ''] = IDS;
  await store(r, pending, { status: 'pending', due_at: START + 5, attempts: 0 });
  await store(r, delivered, { status: 'delivered', attempted_at: START + 2, response_status: 204 });
  await store(r, failed, { status: 'failed', error: 'the receiver answered 500', response_status: 500 });
  r.names.add('pending delivery', pending);
  r.names.add('delivered delivery', delivered);
  r.names.add('failed delivery', failed);

  r.section('reading deliveries');
  for (const query of [
    '',
    '?limit=1',
    `?limit=1&after=${failed}`,
    '?status=failed',
    `?project=${r.server.acme.project.id}`,
    `?project=${r.server.globex.project.id}`,
    `?task=${TASK}`,
    '?project=nobody',
    '?status=sent',
    '?after=msg_x',
    '?limit=1001',
    '?x=1',
  ]) {
    await r.manage('a list', 'GET', `/v1/webhook-deliveries${query}`);
  }
  for (const id of [...IDS, 'msg_x', '%00']) await r.manage('one', 'GET', `/v1/webhook-deliveries/${id}`);

  r.section('sending again');
  for (const id of [...IDS, 'msg_x']) {
    await r.manage('one', 'POST', `/v1/webhook-deliveries/${id}/redeliver`);
  }

  r.section('secrets');
  const url = `/v1/projects/${r.server.acme.project.id}/webhook-secret`;
  await r.manage('the first', 'GET', url);
  await r.manage('the same', 'GET', url);
  await r.manage('a new one', 'POST', url);
  await r.manage('the new one', 'GET', url);
  for (const method of ['GET', 'POST'] as const) {
    await r.manage('of an unknown project', method, '/v1/projects/nobody/webhook-secret');
  }
  await r.auditLog();
}

async function store({ server }: Recording, id: string, state: object): Promise<void> {
  server.clock.now += 1;
  await server.store.database.db
    .insertInto('webhook_deliveries')
    .values({
      id,
      task_uuid: TASK,
      project_id: server.acme.project.id,
      url: 'https://user:pass@hooks.example.org/done?token=secret#part',
      body: JSON.stringify({ code: 0, data: { taskId: TASK } }),
      status: 'pending',
      attempts: 1,
      max_attempts: 4,
      due_at: null,
      created_at: server.clock.now,
      attempted_at: null,
      response_status: null,
      error: null,
      ...state,
    })
    .execute();
}
