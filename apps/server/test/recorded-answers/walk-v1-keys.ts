import { HOUR, START } from '../support/test-server.ts';
import { field, type Transcript } from './recording.ts';

const LATER = new Date(START + 24 * HOUR).toISOString();
const DETAILS: readonly (readonly [title: string, details: object])[] = [
  ['a name', { name: 'Klasse 7' }],
  ['a name null', { name: null }],
  ['an empty name', { name: '' }],
  ['a name of 65 characters', { name: 'x'.repeat(65) }],
  ['a name with NUL', { name: 'a\0' }],
  ['a name as a number', { name: 7 }],
  ['an expiry', { expiresAt: LATER }],
  ['an expiry of another zone', { expiresAt: '2026-02-01T00:00:00+08:00' }],
  ['an expiry null', { expiresAt: null }],
  ['an expiry that is over', { expiresAt: '2020-01-01T00:00:00Z' }],
  ['an expiry that is no time', { expiresAt: 'tomorrow' }],
  ['an expiry on no day', { expiresAt: '2026-02-30T00:00:00Z' }],
  ['an expiry without zone', { expiresAt: '2026-02-01T00:00:00' }],
  ['an expiry as a number', { expiresAt: 1 }],
  ['an unknown field', { colour: 'red' }],
];

/** `/v1/keys` and `/v1/projects/{id}/keys`. No token is used here: the server writes usage in the background. */
export async function walkV1Keys(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { acme } = r.server;
  const keysUrl = `/v1/projects/${acme.project.id}/keys`;
  const named = (name: string, answer: Awaited<ReturnType<typeof r.manage>>) => {
    if (answer.statusCode === 201) r.names.addPair(name, answer.json());
  };

  r.section('creating keys');
  for (const [title, details] of DETAILS) named(title, await r.manage(title, 'POST', keysUrl, details));
  named('bodyless', await r.manage('no body', 'POST', keysUrl));
  await r.manage('an unknown project', 'POST', '/v1/projects/nobody/keys', {});

  r.section('importing keys');
  const pair = { accessKey: 'imported-access-key', secretKey: 'imported-secret-key' };
  r.names.addPair('imported', pair);
  const add = (title: string, body: unknown) => r.manage(title, 'POST', `${keysUrl}/import`, body);
  await add('a pair', { ...pair, name: 'imported', expiresAt: LATER });
  await add('the same once more', pair);
  await add('the key of another project', { ...pair, accessKey: r.server.globex.accessKey });
  await add('nothing', {});
  await add('no secret key', { accessKey: 'x' });
  await add('an empty access key', { ...pair, accessKey: '' });
  await add('an access key with NUL', { ...pair, accessKey: 'a\0' });
  await add('an access key that is too long', { ...pair, accessKey: 'x'.repeat(257) });
  await add('a secret key that is too long', { accessKey: 'y', secretKey: 'x'.repeat(1025) });
  await add('numbers', { accessKey: 1, secretKey: 2 });
  await add('an expiry that is over', { accessKey: 'y', secretKey: 'z', expiresAt: '2020-01-01T00:00:00Z' });
  await add('an unknown field', { ...pair, sk: 'x' });
  await r.manage('an unknown project', 'POST', '/v1/projects/nobody/keys/import', pair);

  r.section('reading keys');
  await r.manage('one', 'GET', `/v1/keys/${pair.accessKey}`);
  await r.manage('an unknown one', 'GET', '/v1/keys/nobody');
  await r.manage('what no database holds', 'GET', '/v1/keys/%00');
  await r.manage('all', 'GET', '/v1/keys');
  for (const query of [
    `project=${r.server.globex.project.id}`,
    'limit=1',
    `limit=1&after=${acme.accessKey}`,
    'project=nobody',
    'after=nobody',
    'limit=0',
    'name=x',
  ]) {
    await r.manage('a list', 'GET', `/v1/keys?${query}`);
  }

  r.section('changing keys');
  const url = `/v1/keys/${pair.accessKey}`;
  for (const [title, details] of DETAILS) await r.manage(title, 'PATCH', url, details);
  await r.manage('nothing', 'PATCH', url, {});
  await r.manage('disabled', 'PATCH', url, { disabled: true });
  await r.manage('enabled', 'PATCH', url, { disabled: false });
  await r.manage('disabled as a text', 'PATCH', url, { disabled: 'true' });
  await r.manage('an unknown key', 'PATCH', '/v1/keys/nobody', { name: 'x' });
  await r.manage('its project disabled', 'PATCH', `/v1/projects/${acme.project.id}`, { disabled: true });
  await r.manage('a key of a disabled project', 'GET', url);
  await r.manage('its project enabled', 'PATCH', `/v1/projects/${acme.project.id}`, { disabled: false });

  r.section('rotating keys');
  const rotate = (title: string, body: unknown, key = pair.accessKey) =>
    r.manage(title, 'POST', `/v1/keys/${key}/rotate`, body);
  const rotated = await rotate('good for a day', { validUntil: LATER });
  named('rotated', rotated);
  await r.manage('the old key', 'GET', url);
  await r.manage('the new key', 'GET', `/v1/keys/${field(rotated, 'accessKey')}`);
  named('rotated again', await rotate('once more, for longer', { validUntil: '2027-01-01T00:00:00Z' }));
  await rotate('no time', {});
  await rotate('a time that is over', { validUntil: '2020-01-01T00:00:00Z' });
  await rotate('no time at all', { validUntil: 'never' });
  await rotate('null', { validUntil: null });
  await rotate('an unknown field', { validUntil: LATER, until: LATER });
  await rotate('an unknown key', { validUntil: LATER }, 'nobody');

  r.section('deleting keys');
  await r.manage('one', 'DELETE', url);
  await r.manage('the same once more', 'DELETE', url);
  await add('the deleted pair', pair);
  await add('the deleted pair, to be restored', { ...pair, restore: true });
  await r.auditLog();
}
