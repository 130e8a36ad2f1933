import {
  decodeUnverifiedToken,
  MAX_FIELD_LENGTH,
  type Role,
  signRoomToken,
  signSdkToken,
  signTaskToken,
  type TokenKind,
} from '@boardgate/token';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { checkStorable } from '../base/text.ts';
import { toIsoOrNull } from '../base/time.ts';
import type { Config } from '../config/config.ts';
import type { Tasks } from '../conversions/queue/tasks.ts';
import type { Database } from '../database/database.ts';
import type { UsageCounter } from '../insight/usage-counter.ts';
import { type KeyManagement, stateOfKey } from '../keys/key-management.ts';
import type { Projects } from '../projects/projects.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { checkProjectLimits, checkServerLimits } from './limits.ts';

export interface MintRequest {
  readonly kind: TokenKind;
  readonly role: Role;
  readonly lifespanMs: number;
  readonly accessKey?: string | undefined;
  /** If no access key is given: the project whose oldest valid key signs, one without an end if there is any. */
  readonly projectId?: string | undefined;
  /** The room or task; not for an SDK token. */
  readonly uuid?: string | undefined;
}

interface MintUses {
  readonly config: Config;
  readonly database: Database;
  readonly projects: Projects;
  readonly keys: KeyManagement;
  readonly rooms: Rooms;
  readonly tasks: Tasks;
  readonly usage: UsageCounter;
  readonly now: () => number;
}

/** For operators, who need no secret key. The limits of server and project apply to them too. */
export class TokenMint {
  readonly #uses: MintUses;

  constructor(uses: MintUses) {
    this.#uses = uses;
  }

  /** @throws {ApiError} if there is no such key, project, room or task, or the token exceeds a limit. */
  async mint(wanted: MintRequest, actor: Actor): Promise<string> {
    const { config, database, keys, usage, now } = this.#uses;
    const { kind, role, lifespanMs } = wanted;
    const issuedAt = now();
    checkServerLimits(lifespanMs, config, issuedAt);
    if (kind === 'sdk' && wanted.uuid !== undefined) {
      throw ApiError.of(
        'field-invalid',
        'uuid',
        'does not go with an SDK token, which is for the whole project',
        { rule: 'not-with', other: 'kind: sdk' },
      );
    }
    const accessKey = wanted.accessKey ?? (await this.#signingKeyOf(wanted.projectId));
    const found = await keys.reveal(accessKey);
    if (found === undefined) throw ApiError.of('key-not-found', accessKey);
    const { stored, secretKey } = found;
    const { projectId, policy } = stored;
    if (stateOfKey(stored, issuedAt) !== 'enabled') throw ApiError.of('key-unusable', accessKey);
    checkProjectLimits(kind, role, lifespanMs, policy);
    const signing = { accessKey, secretKey, role, lifespanMs, now: issuedAt };
    const token =
      kind === 'sdk'
        ? signSdkToken(signing)
        : (kind === 'room' ? signRoomToken : signTaskToken)({
            ...signing,
            uuid: await this.#checkUuid(kind, wanted.uuid, projectId),
          });
    await audited(database, actor, issuedAt, async (_trx, record) => {
      const { nonce, uuid, expiresAt } = decodeUnverifiedToken(token);
      const after = { kind, role, uuid, nonce, expiresAt: toIsoOrNull(expiresAt) };
      await record({ action: 'token.issue', subject: accessKey, projectId, after });
    });
    usage.countIssued({ accessKey, projectId }, kind, role);
    return token;
  }

  /** A key that will expire is being replaced: the tokens it signs end with it. */
  async #signingKeyOf(projectId: string | undefined): Promise<string> {
    const { projects, keys, now } = this.#uses;
    if (projectId === undefined) throw ApiError.of('field-missing', 'accessKey', 'or project says who signs');
    const project = await projects.get({ id: projectId });
    const all = (await keys.list({ projectId })).filter((key) => stateOfKey(key, now()) === 'enabled');
    const [last] = all.toSorted((a, b) => (b.expiresAt ?? 0) - (a.expiresAt ?? 0));
    const good = all.find(({ expiresAt }) => expiresAt === null) ?? last;
    if (good === undefined) throw ApiError.of('no-usable-key', project.name);
    return good.accessKey;
  }

  async #checkUuid(kind: 'room' | 'task', uuid: string | undefined, projectId: string): Promise<string> {
    const { config, rooms, tasks } = this.#uses;
    if (uuid === undefined) throw ApiError.of('field-missing', 'uuid', `names the ${kind}`);
    if (config.resources === 'external') {
      checkStorable('uuid', uuid, MAX_FIELD_LENGTH);
      return uuid;
    }
    await (kind === 'task' ? tasks.checkExists(uuid, projectId) : rooms.checkOpen(uuid, projectId));
    return uuid;
  }
}
