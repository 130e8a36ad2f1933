import { randomBytes } from 'node:crypto';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import { loadProject } from '../projects/projects.ts';
import { webhookPurpose } from '../secrets/sealed-values.ts';
import type { Vault } from '../secrets/vault.ts';

/** Standard Webhooks requires 24 to 64. */
const SECRET_BYTES = 32;

/**
 * Secrets are `whsec_` and base64, as Standard Webhooks libraries take them. They are read at every use, so that a new one takes effect at once on every server.
 */
export class WebhookSecrets {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#now = now;
  }

  /**
   * The current secret, created on first use.
   *
   * @throws {ApiError} if the project does not exist.
   */
  async reveal(projectId: string): Promise<string> {
    const sealed = (await this.#read(projectId)) ?? (await this.#create(projectId));
    await this.#vault.prepareFor(sealed);
    return this.#vault.open(sealed, webhookPurpose(projectId));
  }

  /**
   * Replaces the secret. Every later attempt is signed with the new one.
   *
   * @throws {ApiError} if the project does not exist.
   */
  async replace(projectId: string, actor: Actor): Promise<string> {
    const secret = newSecret();
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const { id } = await loadProject(trx, { id: projectId });
      await trx
        .updateTable('projects')
        .set({ webhook_secret: this.#seal(secret, id) })
        .where('id', '=', id)
        .execute();
      await record({ action: 'webhook-secret.replace', subject: id, projectId: id });
    });
    return secret;
  }

  #seal(secret: string, projectId: string): string {
    return this.#vault.seal(secret, webhookPurpose(projectId));
  }

  /** Another server may do the same: the first one wins, and both get its secret. */
  async #create(projectId: string): Promise<string> {
    const row = await this.#database.db
      .updateTable('projects')
      .set(({ fn, val }) => ({
        webhook_secret: fn.coalesce('webhook_secret', val(this.#seal(newSecret(), projectId))),
      }))
      .where('id', '=', projectId)
      .returning(({ ref }) => ref('webhook_secret').$notNull().as('sealed'))
      .executeTakeFirst();
    if (row === undefined) throw ApiError.of('project-not-found', projectId);
    return row.sealed;
  }

  async #read(projectId: string): Promise<string | null> {
    const row = isStorable(projectId)
      ? await this.#database.db
          .selectFrom('projects')
          .select('webhook_secret')
          .where('id', '=', projectId)
          .executeTakeFirst()
      : undefined;
    if (row === undefined) throw ApiError.of('project-not-found', projectId);
    return row.webhook_secret;
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}
