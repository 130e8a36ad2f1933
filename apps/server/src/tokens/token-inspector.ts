import type { TokenClaims } from '@boardgate/token';
import {
  type DecodedClaims,
  type Diagnosis,
  diagnoseToken,
  type KnownKey,
  type Mistake,
} from '@boardgate/token/diagnose';
import type { Operation } from '../access/permissions.ts';
import { nextTurn } from '../base/next-turn.ts';
import type { StoredAccessKey } from '../keys/access-key-store.ts';
import type { KeyManagement } from '../keys/key-management.ts';
import { judgeOperation, type OperationVerdict } from './operation-verdict.ts';
import { type AnyExplanation, type Fault, fault, KEY_DELETED } from './server-explanations.ts';
import { type FaultUses, findFaults, type OddUuid } from './token-faults.ts';

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

interface InspectionBase {
  /** What is doubtful about the token beside what it is refused for, if it is. */
  readonly warnings: readonly AnyExplanation[];
  /** Whether it permits the operation that was asked about, if one was and the token can be read. */
  readonly permission: OperationVerdict | undefined;
}

interface Accepted extends InspectionBase {
  readonly isValid: true;
  readonly claims: TokenClaims;
  readonly projectId: string;
}

interface Refused extends InspectionBase {
  readonly isValid: false;
  /** The first reason, in the order of the server's checks. */
  readonly reason: RefusalReason;
  /** The known mistake that explains the refusal, the first of several; `null` = none does. */
  readonly mistake: Mistake | null;
  /** Everything that is wrong and how to correct it, in the order to correct it in. */
  readonly advice: string;
  /** The sentences of `advice`. */
  readonly explanations: readonly AnyExplanation[];
  /** The id of the revocation that refuses it. */
  readonly revocation: string | undefined;
  /** A secret key in them is hidden. */
  readonly claims: DecodedClaims | undefined;
}

/** What an operator learns about a token. */
export type Inspection = Accepted | Refused;

/** How many keys of a project, and how many in all, the diagnosis tries. */
const MAX_SIBLINGS = 1000;
const MAX_SCANNED_KEYS = 10_000;
const SCAN_PAGE = 500;

/** The only projects that exist for who asks; `undefined` = all. */
type ProjectIds = readonly string[] | undefined;

interface InspectorUses extends FaultUses {
  readonly keys: KeyManagement;
}

/** Tells whether this server accepts a token, and if not, why and how to correct it. */
export class TokenInspector {
  readonly #uses: InspectorUses;

  constructor(uses: InspectorUses) {
    this.#uses = uses;
  }

  /**
   * @param operation What the token is wanted for.
   * @param projectIds The only projects that exist for who asks; absent = all.
   */
  async inspect(token: string, operation?: Operation, projectIds?: readonly string[]): Promise<Inspection> {
    const diagnosis = await diagnoseToken(token, {
      now: this.#uses.now(),
      findKey: (accessKey) => this.#findKey(accessKey, projectIds),
      findSiblings: (accessKey) => this.#findSiblings(accessKey, projectIds),
      findKeyBySecret: (secretKey) => this.#findKeyBySecret(secretKey, projectIds),
    });
    const { decoded, signedBy } = diagnosis;
    const key = signedBy === undefined ? undefined : (await this.#uses.keys.reveal(signedBy))?.stored;
    const faults = await this.#findFaults(diagnosis, key, operation, projectIds);
    const permission = operation && decoded && judgeOperation(operation, decoded);
    return { ...conclude(diagnosis, faults, key), permission };
  }

  /** What the server knows counts only for a token that one of its keys signed: another one says nothing that is true. */
  async #findFaults(
    diagnosis: Diagnosis,
    key: StoredAccessKey | undefined,
    operation: Operation | undefined,
    projectIds: ProjectIds,
  ): Promise<readonly Fault[]> {
    const { decoded: claims, signedBy, explanations, warnings } = diagnosis;
    if (claims === undefined || signedBy === undefined) return [];
    if (key === undefined) return [fault('unknown-key', KEY_DELETED)];
    const oddUuid = [...explanations, ...warnings].find(isOddUuid);
    return await findFaults(this.#uses, { claims, key, oddUuid, operation, projectIds });
  }

  async #findKey(accessKey: string, projectIds: ProjectIds): Promise<KnownKey | undefined> {
    const found = await this.#reveal(accessKey, projectIds);
    return found && toKnownKey(found.stored, found.secretKey);
  }

  async #reveal(accessKey: string, projectIds: ProjectIds) {
    const found = await this.#uses.keys.reveal(accessKey);
    return found && (projectIds?.includes(found.stored.projectId) ?? true) ? found : undefined;
  }

  async #findSiblings(accessKey: string, projectIds: ProjectIds): Promise<KnownKey[]> {
    const { keys } = this.#uses;
    const found = await this.#reveal(accessKey, projectIds);
    if (found === undefined) return [];
    const all = await keys.list({ projectId: found.stored.projectId, limit: MAX_SIBLINGS });
    return all
      .filter((key) => key.accessKey !== accessKey)
      .flatMap((key) => {
        const secretKey = keys.secretKeyIfWhole(key);
        return secretKey === undefined ? [] : [toKnownKey(key, secretKey)];
      });
  }

  /** Stored secret keys are encrypted, so it opens them one by one: a bounded number, in chunks. */
  async #findKeyBySecret(secretKey: string, projectIds: ProjectIds): Promise<KnownKey | undefined> {
    const { keys } = this.#uses;
    let after: string | undefined;
    for (let scanned = 0; scanned < MAX_SCANNED_KEYS; scanned += SCAN_PAGE) {
      const page = await keys.list({ projectIds, limit: SCAN_PAGE, after });
      const match = page.find((key) => keys.secretKeyIfWhole(key) === secretKey);
      if (match !== undefined) return toKnownKey(match, secretKey);
      if (page.length < SCAN_PAGE) return undefined;
      after = page.at(-1)?.accessKey;
      await nextTurn();
    }
    return undefined;
  }
}

type Conclusion = Omit<Accepted, 'permission'> | Omit<Refused, 'permission'>;

function conclude(
  { reason: own, mistake, explanations: told, warnings: doubts, decoded }: Diagnosis,
  faults: readonly Fault[],
  key: StoredAccessKey | undefined,
): Conclusion {
  const [first] = faults;
  const reason = own ?? first?.reason;
  // What the doctor says of a token that verifies is no reason to refuse it.
  const refusals: readonly AnyExplanation[] = own === null ? [] : told;
  const explanations = distinct([...refusals, ...faults.flatMap((found) => found.explanations)]);
  const warnings = (own === null ? [...told, ...doubts] : doubts).filter(({ code }) =>
    explanations.every((explanation) => explanation.code !== code),
  );
  if (reason === undefined && isWhole(decoded) && key !== undefined) {
    return { isValid: true, claims: decoded, projectId: key.projectId, warnings };
  }
  return {
    isValid: false,
    reason: reason ?? 'format',
    mistake: own === null ? (first?.mistake ?? null) : mistake,
    advice: explanations.map(({ sentence }) => sentence).join(' '),
    explanations,
    revocation: faults.find(({ revocation }) => revocation !== undefined)?.revocation,
    claims: decoded,
    warnings,
  };
}

/** A token that verifies has a role. */
function isWhole(claims: DecodedClaims | undefined): claims is TokenClaims {
  return claims?.role !== undefined;
}

function distinct(explanations: readonly AnyExplanation[]): readonly AnyExplanation[] {
  return explanations.filter(
    ({ code }, at) => explanations.findIndex((other) => other.code === code) === at || !isOddCode(code),
  );
}

function isOddUuid(explanation: AnyExplanation): explanation is OddUuid {
  return isOddCode(explanation.code);
}

function isOddCode(code: AnyExplanation['code']): boolean {
  return code === 'uuid-form' || code === 'uuid-missing';
}

function toKnownKey(stored: StoredAccessKey, secretKey: string): KnownKey {
  const { accessKey, isImported, createdAt } = stored;
  return { accessKey, secretKey, generatedAt: isImported ? undefined : createdAt };
}
