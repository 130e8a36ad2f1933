import type { TokenClaims } from '@boardgate/token';
import {
  diagnoseToken,
  type Explanation,
  GENERAL_ADVICE,
  type KnownKey,
  MISTAKES,
  type Mistake,
} from '@boardgate/token/diagnose';
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

/** What only the server can explain: the state of its keys, projects, rooms and revocations. */
const SERVER_EXPLANATIONS = [
  'key-deleted',
  'key-disabled',
  'key-expired',
  'project-disabled',
  'token-revoked',
  'tokens-revoked',
  'room-banned',
  'relabelled-room-token',
  'relabelled-task-token',
  'unknown-room',
  'unknown-task',
] as const;

/** Every code of an explanation. */
export const EXPLANATION_CODES = [...MISTAKES, ...GENERAL_ADVICE, ...SERVER_EXPLANATIONS] as const;

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
      /** The sentences of `advice`, as codes with their values. */
      readonly explanations: readonly (Explanation | ServerExplanation)[];
      readonly claims: TokenClaims | undefined;
      /** Whether the token's access key is a secret key, which must not be shown. */
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

/** Tells whether this server accepts a token, and if not, why and how to correct it. */
export class TokenInspector {
  readonly #uses: InspectorUses;

  constructor(uses: InspectorUses) {
    this.#uses = uses;
  }

  async inspect(token: string): Promise<Inspection> {
    const { reason, mistake, advice, explanations, decoded, isSecretExposed } = await diagnoseToken(token, {
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
        explanations,
        claims: decoded,
        isSecretExposed,
      };
    }
    const found = await this.#uses.keys.reveal(decoded.accessKey);
    const fault =
      found === undefined
        ? refused('unknown-key', KEY_DELETED)
        : await this.#findFault(decoded, found.stored);
    if (fault !== undefined) return { isValid: false, ...fault, claims: decoded, isSecretExposed: false };
    return { isValid: true, claims: decoded, projectId: found?.stored.projectId ?? '' };
  }

  /** Checks what only the server knows: the state of key and project, revocations, and the room or task. */
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
    const { accessKey, expiresAt, projectName } = key;
    const explanations = {
      disabled: explain(
        'key-disabled',
        `The access key ${accessKey} is disabled: enable it, or sign with another key of the project.`,
        { accessKey },
      ),
      expired: explain(
        'key-expired',
        `The access key ${accessKey} expired at ${toIso(expiresAt ?? 0)}: sign with the key that took its place.`,
        { accessKey, expiresAt: expiresAt ?? 0 },
      ),
      'disabled with its project': explain(
        'project-disabled',
        `The project ${JSON.stringify(projectName)} is disabled: enable it.`,
        { project: projectName },
      ),
    };
    return refused('disabled', explanations[state]);
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
    // The narrowest rule.
    const [hit] = hits.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    return hit && refused('revoked', explainRevocation(hit, claims));
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
    return room.isBan ? refused('banned', ROOM_BANNED) : undefined;
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
    return all
      .filter((key) => key.accessKey !== accessKey)
      .map((key) => toKnownKey(key, keys.secretKeyOf(key)));
  }

  /** Stored secret keys are encrypted, so it opens them one by one: a bounded number, in chunks. */
  async #findKeyBySecret(secretKey: string): Promise<KnownKey | undefined> {
    const { keys } = this.#uses;
    let after: string | undefined;
    for (let scanned = 0; scanned < MAX_SCANNED_KEYS; scanned += SCAN_PAGE) {
      const page = await keys.list({ limit: SCAN_PAGE, after });
      const match = page.find((key) => keys.secretKeyOf(key) === secretKey);
      if (match !== undefined) return toKnownKey(match, secretKey);
      if (page.length < SCAN_PAGE) return undefined;
      after = page.at(-1)?.accessKey;
      await nextTurn();
    }
    return undefined;
  }
}

const KEY_DELETED = explain('key-deleted', 'Its access key has just been deleted: sign with another.');

const ROOM_BANNED = explain('room-banned', 'The room is banned: lift the ban, or use another room.');

const RELABELLED_ROOM = explain(
  'relabelled-room-token',
  'It names a room, so it was signed as a Room token and its prefix changed to NETLESSTASK_ afterwards: send it with the prefix NETLESSROOM_, or sign a Task token for the task.',
);

const RELABELLED_TASK = explain(
  'relabelled-task-token',
  'It names a conversion task, so it was signed as a Task token and its prefix changed to NETLESSROOM_ afterwards: send it with the prefix NETLESSTASK_, or sign a Room token for the room.',
);

const UNKNOWN_ROOM = explain(
  'unknown-room',
  'The project of its access key has no such room: create the room, or sign with a key of the project it belongs to.',
);

const UNKNOWN_TASK = explain(
  'unknown-task',
  'The project of its access key has no such conversion task: tasks are kept for seven days after they were started. Start the conversion again, or sign with a key of the project it belongs to.',
);

interface ServerExplanation {
  readonly code: (typeof SERVER_EXPLANATIONS)[number];
  readonly values: Explanation['values'];
}

function explain(
  code: ServerExplanation['code'],
  sentence: string,
  values: Explanation['values'] = {},
): ServerExplanation & { readonly sentence: string } {
  return { code, sentence, values };
}

function refused(
  reason: RefusalReason,
  { code, sentence, values }: ReturnType<typeof explain>,
  mistake: Mistake | null = null,
) {
  return { reason, advice: sentence, explanations: [{ code, values }], mistake };
}

function explainRevocation(
  { id, scope, issuedBefore, reason }: Revocation,
  { issuedAt }: TokenClaims,
): ReturnType<typeof explain> {
  const because = reason === '' ? '' : ` (${reason})`;
  const remedy = `issue a new one, or take the revocation ${id} back.`;
  if (scope === 'token') {
    return explain('token-revoked', `This token has been revoked${because}: ${remedy}`, { id, reason });
  }
  const before = issuedBefore ?? 0;
  const unknown = issuedAt === undefined ? ', and its nonce does not say when it was issued' : '';
  return explain(
    'tokens-revoked',
    `Tokens of its ${scope} that were issued before ${toIso(before)} are revoked${unknown}${because}: ${remedy}`,
    { id, reason, scope, issuedBefore: before },
  );
}

function toKnownKey(stored: StoredAccessKey, secretKey: string): KnownKey {
  const { accessKey, isImported, createdAt } = stored;
  return { accessKey, secretKey, generatedAt: isImported ? undefined : createdAt };
}
