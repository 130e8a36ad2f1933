import type { FastifyRequest } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import { isDuplicate } from '../base/database-fault.ts';
import { ApiError } from '../base/errors.ts';
import { inChunks } from '../base/next-turn.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Vault } from '../secrets/vault.ts';
import { operatorFor } from './access.ts';
import { FIRST_OPERATOR } from './operator.ts';

const KEPT_MS = 86_400_000;
const HEADER = 'idempotency-key';
const FORM = /^[\x21-\x7e]{1,255}$/;

/** The owner of an operator's keys: no project has such an id. Two operators never get each other's answers. */
export function ownerFor(request: FastifyRequest): string {
  const { name } = operatorFor(request);
  return name === FIRST_OPERATOR.name ? '(operator)' : `(operator) ${name}`;
}

/** What a creation has to do in its transaction, with what it has created. */
export type Also<Created> = (trx: Transaction<Schema>, created: Created) => Promise<void>;

export const nothingElse: Also<unknown> = async () => {};

interface Creation<Created, Answer> {
  /** Whose keys these are: a project’s, or an operator’s. */
  readonly owner: string;
  readonly create: (also: Also<Created>) => Promise<Created>;
  readonly toAnswer: (created: Created) => Answer;
}

/**
 * Lets a client send a creation again whose answer it did not get. The answer is stored in the transaction of the creation: there is never
 * one without the other.
 */
export class Idempotency {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#now = now;
  }

  /**
   * The answer to a creation: of its first time, if it has an `Idempotency-Key`.
   *
   * @throws {ApiError} `idempotency-key-malformed`; `idempotency-key-reused` where the key came with another request.
   */
  async answer<Created, Answer extends object>(
    request: FastifyRequest,
    creation: Creation<Created, Answer>,
  ): Promise<Answer> {
    const { create, toAnswer, owner } = creation;
    const key = request.headers[HEADER];
    if (key === undefined) return toAnswer(await create(nothingElse));
    if (typeof key !== 'string' || !FORM.test(key)) throw ApiError.of('idempotency-key-malformed');
    const route = `${request.method} ${request.routeOptions.url}`;
    // Digests, because keys and bodies may hold secrets, and are long.
    const id = this.#vault.digest('idempotency key', `${owner}\n${route}\n${key}`);
    const asked = this.#vault.digest('idempotent request', `${request.url}\n${JSON.stringify(request.body)}`);
    const known = await this.#find<Answer>(id, asked);
    if (known !== undefined) return known;
    try {
      return toAnswer(await create((trx, created) => this.#keep(trx, id, asked, toAnswer(created))));
    } catch (error) {
      // The same request came twice at once, and the other one was first.
      const first = isDuplicate(error) ? await this.#find<Answer>(id, asked) : undefined;
      if (first === undefined) throw error;
      return first;
    }
  }

  /** Deletes what is older than a day. */
  async prune(): Promise<void> {
    await inChunks(async (limit) => {
      const { db } = this.#database;
      const old = db
        .selectFrom('idempotent_answers')
        .select('id')
        .where('created_at', '<', this.#now() - KEPT_MS)
        .limit(limit);
      const { numDeletedRows } = await db
        .deleteFrom('idempotent_answers')
        .where('id', 'in', old)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  async #find<Answer>(id: string, asked: string): Promise<Answer | undefined> {
    const row = await this.#database.db
      .selectFrom('idempotent_answers')
      .select(['request', 'answer', 'created_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined || row.created_at < this.#now() - KEPT_MS) return undefined;
    if (row.request !== asked) throw ApiError.of('idempotency-key-reused');
    await this.#vault.prepareFor(row.answer);
    return JSON.parse(this.#vault.open(row.answer, id)) as Answer;
  }

  async #keep(trx: Kysely<Schema>, id: string, request: string, answer: object): Promise<void> {
    const now = this.#now();
    await trx
      .deleteFrom('idempotent_answers')
      .where('id', '=', id)
      .where('created_at', '<', now - KEPT_MS)
      .execute();
    await trx
      .insertInto('idempotent_answers')
      // Sealed: the answer may hold a secret key, which is shown only to who asked for it.
      .values({ id, request, answer: this.#vault.seal(JSON.stringify(answer), id), created_at: now })
      .execute();
  }
}
