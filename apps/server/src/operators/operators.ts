import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { hasAdminToken } from '../access/admin-token.ts';
import { type Also, nothingElse } from '../access/idempotency.ts';
import { FIRST_OPERATOR, isActor, type OperatorRole } from '../access/operator.ts';
import type { OperatorTokens } from '../access/operator-tokens.ts';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';
import { toIsoOrNull } from '../base/time.ts';
import type { Database } from '../database/database.ts';
import type { Page } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import { OperatorStore, type StoredOperator } from './operator-store.ts';

export const MAX_LIMITING_PROJECTS = 100;
export const NAME_RULE =
  'must be 1 to 64 of a to z, 0 to 9, dot, dash, underscore and @, and begin with a letter or digit';
export const PROJECTS_RULE = `must be null or a list of 1 to ${MAX_LIMITING_PROJECTS} ids of projects, each once`;

/** One case only: two names that differ in nothing else would be taken for one. */
const NAME = /^[a-z0-9][a-z0-9._@-]{0,63}$/;

/** Absent = unchanged. */
export interface OperatorChanges {
  readonly role?: OperatorRole | undefined;
  /** The ids of the only projects that exist for the operator; `null` = all do. */
  readonly projects?: readonly string[] | null | undefined;
  /** Epoch milliseconds; `null` = never. */
  readonly expiresAt?: number | null | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface NewOperator extends OperatorChanges {
  readonly name: string;
  readonly role: OperatorRole;
}

/** An operator with their token in plain text, which only creation and replacement show. */
export interface OperatorWithToken {
  readonly operator: StoredOperator;
  readonly token: string;
}

/** Those who manage the server with tokens of their own. */
export class Operators {
  readonly #database: Database;
  readonly #store: OperatorStore;
  readonly #tokens: OperatorTokens;
  readonly #now: () => number;

  constructor(database: Database, tokens: OperatorTokens, now: () => number) {
    this.#database = database;
    this.#store = new OperatorStore(database.db);
    this.#tokens = tokens;
    this.#now = now;
  }

  /** @throws {ApiError} if the name is taken or anything is not valid. */
  async create(
    { name, role, projects = null, expiresAt = null }: NewOperator,
    actor: Actor,
    also: Also<OperatorWithToken> = nothingElse,
  ): Promise<OperatorWithToken> {
    if (!NAME.test(name)) throw ApiError.of('field-invalid', 'name', NAME_RULE, { rule: 'operator-name' });
    if (name === FIRST_OPERATOR.name) throw ApiError.of('operator-exists', name);
    const times = { createdAt: this.#now(), expiresAt, lastUsedAt: null };
    const operator: StoredOperator = { name, role, projects, isDisabled: false, ...times };
    const { token, digest } = this.#tokens.create();
    const made = { operator, token };
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      await this.#check(trx, operator);
      if (!(await new OperatorStore(trx).create(operator, digest)))
        throw ApiError.of('operator-exists', name);
      await record({ action: 'operator.create', subject: name, projectId: null, after: snapshot(operator) });
      await also(trx, made);
    });
    return made;
  }

  /** By name. */
  list(page: Page<string> = {}): Promise<StoredOperator[]> {
    return this.#store.list(page);
  }

  /** @throws {ApiError} if there is none. */
  get(name: string): Promise<StoredOperator> {
    return loadOperator(this.#store, name);
  }

  /** @throws {ApiError} if there is none, it is the actor or the last owner, or a change is not valid. */
  async update(name: string, changes: OperatorChanges, actor: Actor): Promise<StoredOperator> {
    return await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new OperatorStore(trx);
      const old = await loadOperator(store, name);
      const { role = old.role, projects = old.projects, expiresAt = old.expiresAt } = changes;
      const { isDisabled = old.isDisabled } = changes;
      const changed: StoredOperator = { ...old, role, projects, expiresAt, isDisabled };
      const [before, after] = [snapshot(old), snapshot(changed)];
      if (isDeepStrictEqual(before, after)) return old;
      checkOther(name, actor);
      await this.#check(trx, changed, old);
      await store.update(changed, isDisabled ? this.#now() : null);
      await this.#checkOwnerLeft(trx, old);
      await record({ action: 'operator.update', subject: name, projectId: null, before, after });
      return changed;
    });
  }

  /**
   * Replaces the token; the old one stops working, and sessions that it began end.
   *
   * @throws {ApiError} if there is no such operator.
   */
  async replaceToken(name: string, actor: Actor): Promise<OperatorWithToken> {
    const { token, digest } = this.#tokens.create();
    return await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new OperatorStore(trx);
      const operator = await loadOperator(store, name);
      await store.setToken(name, digest);
      await record({ action: 'operator-token.replace', subject: name, projectId: null });
      return { operator, token };
    });
  }

  /** @throws {ApiError} if there is none, or it is the actor or the last owner. */
  async delete(name: string, actor: Actor): Promise<void> {
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new OperatorStore(trx);
      const old = await loadOperator(store, name);
      checkOther(name, actor);
      await store.delete(name);
      await this.#checkOwnerLeft(trx, old);
      await record({ action: 'operator.delete', subject: name, projectId: null, before: snapshot(old) });
    });
  }

  async #check(
    trx: Kysely<Schema>,
    { role, projects, expiresAt }: StoredOperator,
    old?: StoredOperator,
  ): Promise<void> {
    if (expiresAt !== null && expiresAt !== old?.expiresAt && expiresAt <= this.#now())
      throw ApiError.of('field-invalid', 'expiresAt', 'must be a time in the future', {
        rule: 'future-time',
      });
    if (projects === null) return;
    if (role === 'owner') {
      throw ApiError.of('field-invalid', 'projects', 'must be null for an owner, who has all projects', {
        rule: 'not-with',
        other: 'role: owner',
      });
    }
    const isList = projects.length > 0 && projects.length <= MAX_LIMITING_PROJECTS;
    if (!isList || new Set(projects).size !== projects.length) {
      throw ApiError.of('field-invalid', 'projects', PROJECTS_RULE, {
        rule: 'project-ids',
        max: MAX_LIMITING_PROJECTS,
      });
    }
    // One that was deleted meanwhile may stay: its audit log is the operator's still.
    const added = projects.filter((id) => !old?.projects?.includes(id));
    for (const id of added) {
      const found = isStorable(id)
        ? await trx.selectFrom('projects').select('id').where('id', '=', id).executeTakeFirst()
        : undefined;
      if (found === undefined) throw ApiError.of('project-not-found', id);
    }
  }

  /** Nobody could make an owner any more. The bearer of the admin token is one as long as there is that token. */
  async #checkOwnerLeft(trx: Kysely<Schema>, old: StoredOperator): Promise<void> {
    const now = this.#now();
    const wasOwner = old.role === 'owner' && stateOfOperator(old, now) === 'enabled';
    if (!wasOwner || (await hasAdminToken(trx)) || (await new OperatorStore(trx).hasOwner(now))) return;
    throw ApiError.of('last-owner', old.name);
  }
}

/** Tells whether an operator's token is accepted now, or why not. */
export function stateOfOperator(
  { isDisabled, expiresAt }: StoredOperator,
  now: number,
): 'enabled' | 'disabled' | 'expired' {
  if (isDisabled) return 'disabled';
  return expiresAt !== null && now >= expiresAt ? 'expired' : 'enabled';
}

async function loadOperator(store: OperatorStore, name: string): Promise<StoredOperator> {
  const operator = isStorable(name) ? await store.find(name) : undefined;
  if (operator === undefined) throw ApiError.of('operator-not-found', name);
  return operator;
}

/** Who locked themselves out by mistake would need another to get in again. */
function checkOther(name: string, actor: Actor): void {
  if (isActor(name, actor)) throw ApiError.of('operator-self');
}

function snapshot({ role, projects, expiresAt, isDisabled }: StoredOperator): object {
  return { role, projects, disabled: isDisabled, expiresAt: toIsoOrNull(expiresAt) };
}
