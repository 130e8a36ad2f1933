import type { Kysely } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';
import { createProjectsKeysRooms } from './0001-projects-keys-rooms.ts';
import { addOperations } from './0002-operations.ts';
import { addConversions } from './0003-conversions.ts';
import { addConsole } from './0004-console.ts';
import { addActivityNodesSearch } from './0005-activity-nodes-search.ts';
import { announceWaitingTasks } from './0006-waiting-tasks.ts';
import { rememberDeletedKeys } from './0007-deleted-keys.ts';
import { addQuotas } from './0008-quotas.ts';
import { hideChannel } from './0009-secret-channel.ts';
import { indexRoomNames } from './0010-room-names.ts';
import { indexRevocations } from './0011-revocations-of.ts';
import { orderRooms } from './0012-room-order.ts';
import { keepIdempotentAnswers } from './0013-idempotent-answers.ts';
import { announceReplicated } from './0014-replicated-keys.ts';
import { addOperators } from './0015-operators.ts';

/** All migrations in order. They only go forward, and a released one is never changed. */
export const MIGRATIONS: Readonly<
  Record<string, (db: Kysely<unknown>, kind: DatabaseKind) => Promise<void>>
> = {
  '0001-projects-keys-rooms': createProjectsKeysRooms,
  '0002-operations': addOperations,
  '0003-conversions': addConversions,
  '0004-console': addConsole,
  '0005-activity-nodes-search': addActivityNodesSearch,
  '0006-waiting-tasks': announceWaitingTasks,
  '0007-deleted-keys': rememberDeletedKeys,
  '0008-quotas': addQuotas,
  '0009-secret-channel': hideChannel,
  '0010-room-names': indexRoomNames,
  '0011-revocations-of': indexRevocations,
  '0012-room-order': orderRooms,
  '0013-idempotent-answers': keepIdempotentAnswers,
  '0014-replicated-keys': announceReplicated,
  '0015-operators': addOperators,
};
