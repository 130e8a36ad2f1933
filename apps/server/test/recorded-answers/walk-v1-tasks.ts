import { field, type Transcript } from './recording.ts';
import { setTask, TASK_STATES } from './task-states.ts';

const PDF = 'https://files.example.org/lesson.pdf?token=secret';
const UNKNOWN = '0'.repeat(32);

/** `/v1/tasks`. */
export async function walkV1Tasks(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { server } = r;
  const project = server.acme.project.id;
  const start = (title: string, body: unknown) => r.manage(title, 'POST', '/v1/tasks', body);

  r.section('starting conversions');
  const pdf = field(await start('a PDF', { project, resource: PDF }), 'uuid');
  const full = {
    project,
    resource: 'https://files.example.org/deck.pptx',
    type: 'dynamic',
    preview: true,
    scale: 2,
    outputFormat: 'webp',
    imageCompressionLevel: 4,
    webhookEndpoint: 'https://hooks.example.org/done',
    webhookRetry: 0,
  };
  const pptx = field(await start('everything said', full), 'uuid');
  const foreign = { resource: PDF, project: server.globex.project.id };
  r.names.add('pdf task', pdf);
  r.names.add('pptx task', pptx);
  r.names.add('foreign task', field(await start('another project’s', foreign), 'uuid'));
  for (const [title, changes] of [
    ['no project', { project: undefined }],
    ['an unknown project', { project: 'nobody' }],
    ['no resource', { resource: undefined }],
    ['a resource that is no URL', { resource: 'x' }],
    ['an unknown type', { type: 'both' }],
    ['scale too large', { scale: 4 }],
    ['a webhook that is no URL', { webhookEndpoint: 'x' }],
    ['an unknown field', { buildSpa: true }],
  ] as const) {
    await start(title, { ...full, ...changes });
  }

  r.section('uploading a document');
  const upload = (title: string, query: string, body: string) =>
    r.manage(title, 'POST', `/v1/documents${query}`, body);
  const uploaded = field(await upload('a PDF', '?name=lesson.pdf', '%PDF-1.7'), 'resource');
  await start('the uploaded document', { project, resource: uploaded });
  await start('the same once more', { project, resource: uploaded });
  await upload('nothing', '?name=lesson.pdf', '');
  await upload('without a name', '', '%PDF-1.7');
  await upload('an unknown field', '?name=lesson.pdf&x=1', '%PDF-1.7');

  r.section('reading conversions');
  const get = (title: string, uuid: string) => r.manage(title, 'GET', `/v1/tasks/${uuid}`);
  await get('an unknown one', UNKNOWN);
  await get('no uuid', 'nope');
  for (const state of Object.keys(TASK_STATES) as (keyof typeof TASK_STATES)[]) {
    for (const uuid of [pdf, pptx]) {
      await setTask(server, uuid, state);
      await get(state, uuid);
    }
  }
  await setTask(server, pptx, 'half done');
  for (const query of [
    '',
    '?limit=1',
    `?limit=1&after=${pptx}`,
    '?status=Fail',
    '?status=Waiting',
    `?project=${project}`,
    '?status=failed',
    '?project=nobody',
    `?after=${UNKNOWN}`,
    '?limit=0',
    '?x=1',
  ]) {
    await r.manage('a list', 'GET', `/v1/tasks${query}`);
  }

  r.section('moving, cancelling and retrying');
  const second = field(await start('one that waits', { project, resource: PDF }), 'uuid');
  r.names.add('second task', second);
  const move = (title: string, uuid: string, body: unknown = { priority: 'highest' }) =>
    r.manage(title, 'PUT', `/v1/tasks/${uuid}/priority`, body);
  const cancel = (title: string, uuid: string) => r.manage(title, 'POST', `/v1/tasks/${uuid}/cancel`);
  const retry = (title: string, uuid: string) => r.manage(title, 'POST', `/v1/tasks/${uuid}/retry`);
  await move('one that waits', second);
  await get('one that was moved', second);
  await move('to the back', second, { priority: 'lowest' });
  await move('one that runs', pptx);
  await move('one that has ended', pdf);
  await move('nowhere', second, {});
  await move('to the middle', second, { priority: 'middle' });
  await move('an unknown field', second, { priority: 'highest', x: 1 });
  await move('an unknown one', UNKNOWN);
  await retry('one that failed', pdf);
  await retry('one that waits', second);
  await retry('one that runs', pptx);
  await retry('an unknown one', UNKNOWN);
  await cancel('one that waits', second);
  await cancel('the same once more', second);
  await cancel('one that runs', pptx);
  await cancel('an unknown one', UNKNOWN);
  await retry('one that was called off', second);
  await r.setPolicy({ conversions: { maxWaitingTasks: 0 } });
  await start('no room for more', { project, resource: PDF });
  await r.auditLog();
}
