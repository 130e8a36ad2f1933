import { field, type Recording, type Transcript } from './recording.ts';
import { setTask, TASK_STATES } from './task-states.ts';

const PDF = 'https://files.example.org/lesson.pdf';
const PPTX = 'https://files.example.org/deck.pptx';
const UNKNOWN = '0'.repeat(32);

const WRONG_FIELDS: readonly (readonly [title: string, changes: object])[] = [
  ['no resource', { resource: undefined }],
  ['a resource that is no URL', { resource: 'lesson.pdf' }],
  ['a resource of another scheme', { resource: 'file:///etc/passwd' }],
  ['a resource with a password', { resource: 'https://user:pass@files.example.org/lesson.pdf' }],
  ['a resource that is too long', { resource: `https://files.example.org/${'x'.repeat(8192)}` }],
  ['a resource as a number', { resource: 7 }],
  ['an unknown type', { type: 'both' }],
  ['preview as a text', { preview: 'true' }],
  ['scale too small', { scale: 0.05 }],
  ['scale too large', { scale: 3.1 }],
  ['scale as a text', { scale: '1' }],
  ['an unknown format', { outputFormat: 'gif' }],
];
const WRONG_PROJECTOR_FIELDS: typeof WRONG_FIELDS = [
  ['a webhook that is no URL', { webhookEndpoint: 'hook' }],
  ['a webhook as a number', { webhookEndpoint: 7 }],
  ['too many retries', { webhookRetry: 11 }],
  ['retries below 0', { webhookRetry: -1 }],
  ['compression out of range', { imageCompressionLevel: 5 }],
  ['compression of a fraction', { imageCompressionLevel: 0.5 }],
];

/** Both conversion APIs. */
export async function walkV5Conversions(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  await walkProjector(r);
  await r.setPolicy(null);
  await walkOlder(r);
}

async function walkProjector(r: Recording): Promise<void> {
  const { server } = r;
  const token = () => server.sdkToken({ role: 'writer' });
  const start = (title: string, body: unknown) =>
    r.ask(title, 'POST', '/v5/projector/tasks', { token: token(), body });
  const query = (title: string, uuid: string, given = token()) =>
    r.ask(title, 'GET', `/v5/projector/tasks/${uuid}`, { token: given });
  const list = (title: string) => r.ask(title, 'GET', '/v5/projector/tasks', { token: token() });

  r.section('starting conversions, projector API');
  const full = {
    resource: PDF,
    type: 'static',
    preview: true,
    scale: 2,
    outputFormat: 'webp',
    imageCompressionLevel: 4,
    webhookEndpoint: 'https://hooks.example.org/done',
    webhookRetry: 0,
    buildSpa: true,
  };
  const pdf = field(await start('a PDF', { resource: PDF }), 'uuid');
  const pptx = field(await start('a PPTX', { resource: PPTX }), 'uuid');
  const all = field(await start('everything said', full), 'uuid');
  for (const [name, uuid] of Object.entries({ pdf, pptx, all })) r.names.add(`${name} task`, uuid);
  await start('a webhook that is empty', { resource: PDF, webhookEndpoint: '' });
  await start('nothing', {});
  for (const [title, changes] of [...WRONG_FIELDS, ...WRONG_PROJECTOR_FIELDS]) {
    await start(title, { ...full, ...changes });
  }

  r.section('querying conversions');
  await list('those that wait');
  await query('one that waits', pdf);
  await query('with a Task token', pdf, server.taskToken(pdf, { role: 'reader' }));
  for (const state of Object.keys(TASK_STATES) as (keyof typeof TASK_STATES)[]) {
    for (const uuid of [pdf, pptx, all]) {
      await setTask(server, uuid, state);
      await query(state, uuid);
    }
    if (state === 'just begun') await list('those that run or wait');
  }
  await list('when three have ended');
  const older = await server.startTask(undefined, { api: 'services/conversion' });
  const foreign = await server.startTask(undefined, { tenant: server.globex });
  r.names.add('older task', older);
  r.names.add('foreign task', foreign);
  for (const [title, uuid] of [
    ['an unknown task', UNKNOWN],
    ['no uuid', 'nope'],
    ['of the older API', older],
    ['another project’s', foreign],
  ] as const) {
    await query(title, uuid);
    await r.ask(title, 'DELETE', `/v5/projector/tasks/${uuid}`, { token: token() });
    const call = { token: token(), body: { priority: 'highest' } };
    await r.ask(title, 'PUT', `/v5/projector/tasks/${uuid}/priority`, call);
  }

  r.section('moving and cancelling');
  const move = (title: string, uuid: string, body: unknown) =>
    r.ask(title, 'PUT', `/v5/projector/tasks/${uuid}/priority`, { token: token(), body });
  const cancel = (title: string, uuid: string) =>
    r.ask(title, 'DELETE', `/v5/projector/tasks/${uuid}`, { token: token() });
  const first = field(await start('a first', { resource: PDF }), 'uuid');
  const second = field(await start('a second', { resource: PDF }), 'uuid');
  r.names.add('first task', first);
  r.names.add('second task', second);
  await move('to the front', second, { priority: 'highest' });
  await list('in order');
  await move('to the back', second, { priority: 'lowest' });
  await list('in order');
  await move('nowhere', second, {});
  await move('to the middle', second, { priority: 'middle' });
  await move('by a number', second, { priority: 1 });
  await move('one that has ended', pdf, { priority: 'highest' });
  await setTask(server, first, 'half done');
  await move('one that runs', first, { priority: 'highest' });
  await cancel('one that runs', first);
  await cancel('one that waits', second);
  await cancel('the same once more', second);
  await cancel('one that has ended', pdf);
  await query('cancelled', second);
  await list('what is left');

  r.section('no room for more');
  for (const conversions of [{ maxWaitingTasks: 1 }, { maxPages: 0 }, { maxBytes: 0 }]) {
    await r.setPolicy({ conversions });
    await start(JSON.stringify(conversions), { resource: PDF });
  }
}

async function walkOlder(r: Recording): Promise<void> {
  const { server } = r;
  const token = () => server.sdkToken({ role: 'writer' });
  const start = (title: string, body: unknown) =>
    r.ask(title, 'POST', '/v5/services/conversion/tasks', { token: token(), body });
  const query = (title: string, uuid: string, type = '?type=static', given = token()) =>
    r.ask(title, 'GET', `/v5/services/conversion/tasks/${uuid}${type}`, { token: given });

  r.section('starting conversions, older API');
  const full = { resource: PDF, type: 'static', preview: true, scale: 2, outputFormat: 'jpg' };
  const pdf = field(await start('a PDF', { resource: PDF, type: 'static' }), 'uuid');
  const pptx = field(await start('a PPTX', { resource: PPTX, type: 'dynamic' }), 'uuid');
  const all = field(await start('everything said', full), 'uuid');
  for (const [name, uuid] of Object.entries({ pdf, pptx, all })) r.names.add(`older ${name} task`, uuid);
  await start('no type', { resource: PDF });
  await start('fields of the projector API', { ...full, webhookEndpoint: 7, webhookRetry: 99 });
  for (const [title, changes] of WRONG_FIELDS) await start(title, { ...full, ...changes });

  r.section('querying conversions, older API');
  await query('one that waits', pdf);
  await query('with a Task token', pdf, '?type=static', server.taskToken(pdf, { role: 'reader' }));
  for (const state of Object.keys(TASK_STATES) as (keyof typeof TASK_STATES)[]) {
    for (const uuid of [pdf, pptx, all]) {
      await setTask(server, uuid, state);
      await query(state, uuid, uuid === pptx ? '?type=dynamic' : '?type=static');
    }
  }
  await query('no type', pdf, '');
  await query('an unknown type', pdf, '?type=both');
  await query('the other type', pdf, '?type=dynamic');
  await query('the type twice', pdf, '?type=static&type=static');
  await query('an unknown task', UNKNOWN);
  await query('no uuid', 'nope');
  const projector = await server.startTask();
  r.names.add('projector task', projector);
  await query('of the projector API', projector);
}
