import type { TokenClaims } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASES, type TestDatabase } from '../../test/support/databases.ts';
import { type OpenServices, openServices } from '../../test/support/open-services.ts';
import type { AccessKey } from '../access/access-key.ts';
import { loadConfig } from '../config/config.ts';
import { Listeners } from '../database/change-feed.ts';
import type { Database } from '../database/database.ts';
import { idOfRule, idOfToken } from './revocation-id.ts';
import { RevocationStore } from './revocation-store.ts';
import { RevokedTokens } from './revoked-tokens.ts';

const ROOM = '0123456789abcdef0123456789abcdef';
const KEY = { accessKey: 'ak', revokedBefore: null } as unknown as AccessKey;
const CLAIMS = { accessKey: 'ak', nonce: 'unrevoked', role: 'reader', expiresAt: 10 } as const;
const sdk = (nonce: string): TokenClaims => ({ ...CLAIMS, nonce, kind: 'sdk' }) as TokenClaims;
const ofRoom = (uuid: string): TokenClaims => ({ ...CLAIMS, uuid, kind: 'room' }) as TokenClaims;
const ofTask = (uuid: string): TokenClaims => ({ ...CLAIMS, uuid, kind: 'task' }) as TokenClaims;

describe.each(DATABASES)('what memory knows of revoked tokens, on $name', ({ create }) => {
  let at: TestDatabase;
  let services: OpenServices;
  let revoked: RevokedTokens;
  let listeners: Listeners;
  beforeEach(async () => {
    at = await create();
    const { dataDir, databaseUrl } = at;
    services = await openServices({ ...loadConfig({}).config, dataDir, databaseUrl }, () => 1);
    listeners = new Listeners();
    // PostgreSQL's own feed takes a moment to begin.
    const changes: Database['changes'] = {
      look: () => true,
      ageMs: () => 0,
      subscribe: (listener) => listeners.add(listener),
      announce: (table, id) => listeners.tell({ table, id }),
      close: async () => {},
    };
    revoked = new RevokedTokens({ ...services.database, changes });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await services.database.close();
    await at.remove();
  });

  const revokeTokens = (count: number) => {
    const rows = Array.from({ length: count }, (_, index) => ({
      id: idOfToken('ak', `nonce-${index}`),
      scope: 'token' as const,
      project_id: null,
      access_key: 'ak',
      nonce: `nonce-${index}`,
      issued_before: null,
      expires_at: 10,
      reason: '',
      created_at: 1,
    }));
    return services.database.db.insertInto('revocations').values(rows).execute();
  };
  const revokeRoom = (uuid: string) =>
    new RevocationStore(services.database.db).put({
      id: idOfRule('room', uuid),
      scope: 'room',
      projectId: null,
      accessKey: null,
      nonce: null,
      issuedBefore: Number.MAX_SAFE_INTEGER,
      expiresAt: null,
      reason: '',
      createdAt: 1,
    });

  test('before it is complete, every token is looked up', async () => {
    await revokeTokens(1);
    expect(await revoked.isRevoked(sdk('nonce-0'), KEY)).toBe(true);
    const answer = revoked.isRevoked(sdk('other'), KEY);
    expect(answer).toBeInstanceOf(Promise);
    expect(await answer).toBe(false);
  });

  test('it holds those of every chunk, and answers for all others by itself', async () => {
    await revokeTokens(2500);
    await revoked.load();
    for (const nonce of ['nonce-0', 'nonce-1999', 'nonce-2000', 'nonce-2499'])
      expect(await revoked.isRevoked(sdk(nonce), KEY)).toBe(true);
    expect(revoked.isRevoked(sdk('other'), KEY)).toBe(false);
  });

  test('a revoked room concerns its Room tokens alone', async () => {
    await revokeRoom(ROOM);
    expect(await revoked.isRevoked(ofTask(ROOM), KEY)).toBe(false);
    await revoked.load();
    expect(await revoked.isRevoked(ofRoom(ROOM), KEY)).toBe(true);
    expect(revoked.isRevoked(ofTask(ROOM), KEY)).toBe(false);
    expect(revoked.isRevoked(ofRoom(ROOM.replace('0', 'f')), KEY)).toBe(false);
  });

  test('text that a database cannot hold is revoked by nothing', async () => {
    for (const text of ['a\0b', 'a\ud800b']) {
      expect(await revoked.isRevoked(ofRoom(text), KEY)).toBe(false);
      expect(await revoked.isRevoked(sdk(text), KEY)).toBe(false);
    }
  });

  test('a load that failed is done again when asked for', async () => {
    await revokeTokens(1);
    vi.spyOn(RevocationStore.prototype, 'idsAfter').mockRejectedValueOnce(new Error('the database is away'));
    await expect(revoked.load()).rejects.toThrow('the database is away');
    expect(revoked.isRevoked(sdk('other'), KEY)).toBeInstanceOf(Promise);
    await revoked.ensureLoaded();
    expect(revoked.isRevoked(sdk('other'), KEY)).toBe(false);
    const load = vi.spyOn(RevocationStore.prototype, 'idsAfter').mockClear();
    await revoked.ensureLoaded();
    expect(load).not.toHaveBeenCalled();
  });

  test('a new revocation is added to it without a new load; other tables do not concern it', async () => {
    await revoked.load();
    const before = revoked.version;
    listeners.tell({ table: 'rooms', id: ROOM });
    expect(revoked.version).toBe(before);
    await revokeTokens(1);
    listeners.tell({ table: 'revocations', id: idOfToken('ak', 'nonce-0') });
    expect(revoked.version).toBeGreaterThan(before);
    expect(await revoked.isRevoked(sdk('nonce-0'), KEY)).toBe(true);
    expect(revoked.isRevoked(sdk('other'), KEY)).toBe(false);
  });

  test('a list of revocations holds as many as asked for, and all of them unasked', async () => {
    await revokeTokens(3);
    const store = new RevocationStore(services.database.db);
    expect(await store.list({ limit: 2 })).toHaveLength(2);
    expect(await store.list({})).toHaveLength(3);
  });
});
