import { field, type Transcript } from './recording.ts';

const NAMES: readonly (readonly [title: string, name: unknown])[] = [
  ['an empty name', ''],
  ['a name of 64 characters', 'x'.repeat(64)],
  ['a name of 65 characters', 'x'.repeat(65)],
  ['a name with NUL', 'a\0'],
  ['a name with half a character', '\ud800'],
  ['a name as a number', 7],
  ['a name null', null],
];
const POLICIES: readonly (readonly [title: string, policy: unknown])[] = [
  [
    'everything limited',
    {
      maxLifespanMs: { sdk: 1000, room: 2000, task: 3000 },
      allowPermanentTokens: false,
      maxRole: 'writer',
      requests: { maxRequestsPerSecond: 100 },
      rooms: { maxRooms: 10, maxRoomChangesPerMinute: 20 },
      conversions: { maxWaitingTasks: 1, maxRunningTasks: 2, maxPages: 3, maxBytes: 4 },
    },
  ],
  ['a policy without limits', {}],
  ['no policy', null],
  ['a policy as a text', 'strict'],
  ['a policy as an array', []],
  ['an unknown limit', { maxRooms: 1 }],
  ['a lifespan of 0', { maxLifespanMs: { sdk: 0 } }],
  ['an unknown kind', { maxLifespanMs: { team: 1 } }],
  ['an unknown role', { maxRole: 'owner' }],
  ['pages below 0', { conversions: { maxPages: -1 } }],
];

/** `/v1/projects`. */
export async function walkV1Projects(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { server } = r;
  const create = (title: string, body: unknown) => r.manage(title, 'POST', '/v1/projects', body);

  r.section('creating projects');
  const made = await create('a name alone', { name: 'Школа' });
  const id = field(made, 'id');
  r.names.add('school project', id);
  r.names.add('school team', field(made, 'appIdentifier').split('/')[0] ?? '');
  await create('a name that is taken', { name: 'Школа' });
  await create('no name', {});
  await create('an unknown field', { name: 'x', colour: 'red' });
  const created = [
    ...NAMES.map(([title, name]) => [title, { name }] as const),
    ...POLICIES.map(([title, policy]) => [title, { name: `with ${title}`, policy }] as const),
  ];
  for (const [title, body] of created) {
    const answer = await create(title, body);
    if (answer.statusCode !== 201) continue;
    r.names.add(`project with ${title}`, field(answer, 'id'));
    r.names.add(`team with ${title}`, field(answer, 'appIdentifier').split('/')[0] ?? '');
  }

  r.section('reading projects');
  await r.manage('one', 'GET', `/v1/projects/${id}`);
  await r.manage('an unknown one', 'GET', '/v1/projects/nobody');
  await r.manage('what no database holds', 'GET', '/v1/projects/%00');
  await r.manage('all', 'GET', '/v1/projects');
  for (const query of [
    `limit=1&after=${server.acme.project.id}`,
    'limit=1',
    'limit=',
    'limit=0',
    'limit=1001',
  ]) {
    await r.manage('a page', 'GET', `/v1/projects?${query}`);
  }
  for (const query of ['limit=x', 'limit=1&limit=2', 'after=nobody', 'after=%00', 'name=x']) {
    await r.manage('no page', 'GET', `/v1/projects?${query}`);
  }

  r.section('changing projects');
  const change = (title: string, body: unknown, project = id) =>
    r.manage(title, 'PATCH', `/v1/projects/${project}`, body);
  await change('nothing', {});
  await change('another name', { name: 'School' });
  await change('the same name', { name: 'School' });
  await change('a name that is taken', { name: 'with no policy' });
  await change('disabled', { disabled: true });
  await change('enabled', { disabled: false });
  await change('disabled as a text', { disabled: 'true' });
  await change('an unknown field', { isDisabled: true });
  for (const [title, name] of NAMES) if (title !== 'a name of 64 characters') await change(title, { name });
  for (const [title, policy] of POLICIES) await change(title, { policy });
  await change('an unknown project', { name: 'x' }, 'nobody');

  r.section('deleting projects');
  const remove = (title: string, project = id) => r.manage(title, 'DELETE', `/v1/projects/${project}`);
  await remove('an enabled one');
  await change('disabled first', { disabled: true });
  await remove('a disabled one');
  await remove('the same once more');
  await remove('an unknown one', 'nobody');
  await r.auditLog();
}
