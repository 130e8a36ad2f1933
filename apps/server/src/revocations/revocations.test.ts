import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rightJson } from '../../../../packages/token/test/diagnose/support.ts';
import { tokenOf, withField } from '../../../../packages/token/test/support.ts';
import { HOUR, OPERATOR, SERVERS, type TestServer } from '../../test/support/test-server.ts';
import type { Change } from '../database/change-feed.ts';

describe.each(SERVERS)('revocations on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await server.stop();
  });

  /** A token as a generator makes it that writes nonces of its own. */
  const tokenWithNonce = (nonce: string) => {
    const { accessKey, secretKey } = server.acme;
    const fields = Object.entries({ ak: accessKey, nonce, role: '0' });
    const sig = createHmac('sha256', secretKey).update(rightJson(fields)).digest('hex');
    return tokenOf('sdk', withField(fields, 'sig', sig));
  };

  test('a deleted revocation is announced, so that every server accepts its tokens again', async () => {
    const { id } = await server.store.revocations.revokeToken(server.sdkToken(), '', OPERATOR);
    const heard: Change[] = [];
    server.store.database.changes.subscribe((change) => heard.push(change));
    await server.store.revocations.delete(id, OPERATOR);
    expect(heard).toContainEqual({ table: 'revocations', id });
  });

  test('a time may be exactly an hour ahead; a nonce is shown cut, and without what may be anything', async () => {
    const { revocations } = server.store;
    const rule = { scope: 'room', subject: room, projectId: server.acme.project.id } as const;
    const last = server.clock.now + HOUR;
    expect(await revocations.revokeIssuedBefore(rule, last, '', OPERATOR)).toMatchObject({
      issuedBefore: last,
    });
    await expect(revocations.revokeIssuedBefore(rule, last + 1, '', OPERATOR)).rejects.toThrow(
      'issuedBefore must be at most an hour ahead',
    );
    const odd = { ...rule, subject: 'a\0b' };
    await expect(revocations.revokeIssuedBefore(odd, undefined, '', OPERATOR)).rejects.toMatchObject({
      code: 'field-invalid',
    });
    const { nonce } = await revocations.revokeToken(tokenWithNonce('é'.repeat(100)), '', OPERATOR);
    expect(nonce).toBe('?'.repeat(64));
  });

  test('what goes wrong while the key is read is no fault of the token’s', async () => {
    const { keys, revocations } = server.store;
    vi.spyOn(keys, 'reveal').mockRejectedValueOnce(new Error('the database is away'));
    await expect(revocations.revokeToken(server.sdkToken(), '', OPERATOR)).rejects.toThrow(
      'the database is away',
    );
    const stranger = { ...server.acme, accessKey: 'nobody' };
    await expect(
      revocations.revokeToken(server.sdkToken({ tenant: stranger }), '', OPERATOR),
    ).rejects.toMatchObject({ code: 'field-invalid' });
  });
});
