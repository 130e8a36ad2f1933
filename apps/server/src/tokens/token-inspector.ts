import type { TokenClaims } from '@boardgate/token';
import { diagnoseToken, type KnownKey, type Mistake } from '@boardgate/token/diagnose';
import { isIssuedBefore } from '../access/access-key.ts';
import { nextTurn } from '../base/next-turn.ts';
import { isStorable } from '../base/text.ts';
import { toIso } from '../base/time.ts';
import type { Config } from '../config/config.ts';
import type { Tasks } from '../conversions/queue/tasks.ts';
import type { Database } from '../database/database.ts';
import type { StoredAccessKey } from '../keys/access-key-store.ts';
import { type KeyManagement, stateOfKey } from '../keys/key-management.ts';
import { idOfRule, idOfToken } from '../revocations/revocation-id.ts';
import { type Revocation, RevocationStore } from '../revocations/revocation-store.ts';
import type { Rooms } from '../rooms/rooms.ts';

/** Why a token is refused. Only operators learn this; `/v5` tells less. */
export const REFUSAL_REASONS = [
  'format',
  'unknown-key',
  'signature',
  'expired',
  'disabled',
  'revoked',
  'banned',
  'unknown-uuid',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What an operator learns about a token. */
export type Inspection =
  | { readonly isValid: true; readonly claims: TokenClaims; readonly projectId: string }
  | {
      readonly isValid: false;
      readonly reason: RefusalReason;
      /** The known mistake that explains the refusal; `null` = none does. */
      readonly mistake: Mistake | null;
      /** What is wrong and how to correct it. */
      readonly advice: string;
      readonly claims: TokenClaims | undefined;
      /** Whether the token names a secret key as its access key: then it must not be shown. */
      readonly isSecretExposed: boolean;
    };

/** How many keys of a project, and how many in all, the diagnosis tries. */
const MAX_SIBLINGS = 1000;
const MAX_SCANNED_KEYS = 10_000;
const SCAN_PAGE = 500;

interface InspectorUses {
  readonly config: Pick<Config, 'resources'>;
  readonly database: Database;
  readonly keys: KeyManagement;
  readonly rooms: Rooms;
  readonly tasks: Tasks;
  readonly now: () => number;
}

/** Tells whether this server accepts a token, and if not, why and what to do. */
export class TokenInspector {
  readonly #uses: InspectorUses;

  constructor(uses: InspectorUses) {
    this.#uses = uses;
  }

  async inspect(token: string): Promise<Inspection> {
    const { reason, mistake, advice, decoded, isSecretExposed } = await diagnoseToken(token, {
      now: this.#uses.now(),
      findKey: (accessKey) => this.#findKey(accessKey),
      findSiblings: (accessKey) => this.#findSiblings(accessKey),
      findKeyBySecret: (secretKey) => this.#findKeyBySecret(secretKey),
    });
    if (reason !== null || decoded === undefined) {
      return {
        isValid: false,
        reason: reason ?? 'format',
        mistake,
        advice,
        claims: decoded,
        isSecretExposed,
      };
    }
    const found = await this.#uses.keys.reveal(decoded.accessKey);
    const fault =
      found === undefined
        ? refused('unknown-key', 'Its access key has just been deleted: sign with another.')
        : await this.#findFault(decoded, found.stored);
    if (fault !== undefined) return { isValid: false, ...fault, claims: decoded, isSecretExposed: false };
    return { isValid: true, claims: decoded, projectId: found?.stored.projectId ?? '' };
  }

  /** Checks what only the server knows: the state of key and project, revocations, the room or task. */
  async #findFault(claims: TokenClaims, key: StoredAccessKey) {
    return (
      this.#findKeyFault(key) ??
      (await this.#findRevocation(claims, key)) ??
      (await this.#findUuidFault(claims, key))
    );
  }

  #findKeyFault(key: StoredAccessKey) {
    const state = stateOfKey(key, this.#uses.now());
    if (state === 'enabled') return undefined;
    const advice = {
      disabled: `The access key ${key.accessKey} is disabled: enable it, or sign with another key of the project.`,
      expired: `The access key ${key.accessKey} expired at ${toIso(key.expiresAt ?? 0)}: sign with the key that took its place.`,
      'disabled with its project': `The project ${JSON.stringify(key.projectName)} is disabled: enable it.`,
    };
    return refused('disabled', advice[state]);
  }

  async #findRevocation(claims: TokenClaims, key: StoredAccessKey) {
    const { accessKey, nonce, kind, uuid } = claims;
    const ids = [
      idOfToken(accessKey, nonce),
      idOfRule('key', accessKey),
      idOfRule('project', key.projectId),
      ...(kind === 'room' && uuid !== undefined && isStorable(uuid) ? [idOfRule('room', uuid)] : []),
    ];
    const found = await new RevocationStore(this.#uses.database.db).findAll(ids);
    const hits = found.filter(
      ({ scope, issuedBefore }) => scope === 'token' || isIssuedBefore(claims, issuedBefore),
    );
    // The narrowest of several.
    const [hit] = hits.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    return hit && refused('revoked', revocationAdvice(hit, claims));
  }

  async #findUuidFault({ kind, uuid }: TokenClaims, { projectId }: StoredAccessKey) {
    if (uuid === undefined || this.#uses.config.resources === 'external') return undefined;
    const room = await this.#uses.rooms.find(uuid);
    const task = await this.#uses.tasks.find(uuid);
    const isRoom = room?.projectId === projectId;
    const isTask = task?.projectId === projectId;
    if (kind === 'task') {
      if (isRoom) return refused('unknown-uuid', RELABELLED_ROOM, 'relabelled-prefix');
      return isTask ? undefined : refused('unknown-uuid', UNKNOWN_TASK);
    }
    if (isTask) return refused('unknown-uuid', RELABELLED_TASK, 'relabelled-prefix');
    if (!isRoom) return refused('unknown-uuid', UNKNOWN_ROOM);
    return room.isBan
      ? refused('banned', 'The room is banned: lift the ban, or use another room.')
      : undefined;
  }

  async #findKey(accessKey: string): Promise<KnownKey | undefined> {
    const found = await this.#uses.keys.reveal(accessKey);
    return found && toKnownKey(found.stored, found.secretKey);
  }

  async #findSiblings(accessKey: string): Promise<KnownKey[]> {
    const { keys } = this.#uses;
    const found = await keys.reveal(accessKey);
    if (found === undefined) return [];
    const all = await keys.list({ projectId: found.stored.projectId, limit: MAX_SIBLINGS });
    return all.filter((key) => key.accessKey !== accessKey).map((key) => toKnownKey(key, keys.open(key)));
  }

  /** Opens stored secret keys one by one, since they are encrypted: a bounded number, in chunks. */
  async #findKeyBySecret(secretKey: string): Promise<KnownKey | undefined> {
    const { keys } = this.#uses;
    let after: string | undefined;
    for (let scanned = 0; scanned < MAX_SCANNED_KEYS; scanned += SCAN_PAGE) {
      const page = await keys.list({ limit: SCAN_PAGE, after });
      const match = page.find((key) => keys.open(key) === secretKey);
      if (match !== undefined) return toKnownKey(match, secretKey);
      if (page.length < SCAN_PAGE) return undefined;
      after = page.at(-1)?.accessKey;
      await nextTurn();
    }
    return undefined;
  }
}

const RELABELLED_ROOM =
  'It names a room, so it was signed as a Room token and its prefix changed to NETLESSTASK_ afterwards: send it with the prefix NETLESSROOM_, or sign a Task token for the task.';

const RELABELLED_TASK =
  'It names a conversion task, so it was signed as a Task token and its prefix changed to NETLESSROOM_ afterwards: send it with the prefix NETLESSTASK_, or sign a Room token for the room.';

const UNKNOWN_ROOM =
  'The project of its access key has no such room: create the room, or sign with a key of the project it belongs to.';

const UNKNOWN_TASK =
  'The project of its access key has no such conversion task: tasks are kept for seven days after they were started. Start the conversion again, or sign with a key of the project it belongs to.';

function refused(reason: RefusalReason, advice: string, mistake: Mistake | null = null) {
  return { reason, advice, mistake };
}

function revocationAdvice(
  { id, scope, issuedBefore, reason }: Revocation,
  { issuedAt }: TokenClaims,
): string {
  const because = reason === '' ? '' : ` (${reason})`;
  const rule =
    scope === 'token'
      ? 'This token has been revoked'
      : `Tokens of its ${scope} that were issued before ${toIso(issuedBefore ?? 0)} are revoked${
          issuedAt === undefined ? ', and its nonce does not say when it was issued' : ''
        }`;
  return `${rule}${because}: issue a new one, or take the revocation ${id} back.`;
}

function toKnownKey(stored: StoredAccessKey, secretKey: string): KnownKey {
  const { accessKey, isImported, createdAt } = stored;
  return { accessKey, secretKey, generatedAt: isImported ? undefined : createdAt };
}
