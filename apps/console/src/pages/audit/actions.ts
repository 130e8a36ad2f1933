import type { paths } from '../../api/schema.d.ts';

type Query = NonNullable<paths['/v1/audit']['get']['parameters']['query']>;
export type Action = NonNullable<Query['action']>;

/** Every action, in the order of the filter's options. */
const NAMES = {
  'project.create': true,
  'project.update': true,
  'project.delete': true,
  'key.create': true,
  'key.import': true,
  'key.update': true,
  'key.rotate': true,
  'key.delete': true,
  'token.issue': true,
  'revocation.create': true,
  'revocation.delete': true,
  'room.create': true,
  'room.update': true,
  'task.create': true,
  'task.prioritise': true,
  'task.retry': true,
  'task.cancel': true,
  'webhook.redeliver': true,
  'webhook-secret.replace': true,
  'admin-token.replace': true,
  'operator.create': true,
  'operator.update': true,
  'operator.delete': true,
  'operator-token.replace': true,
  'sign-in-link.create': true,
  'session.create': true,
  'session.delete': true,
} satisfies Record<Action, true>;

export const ACTIONS = Object.keys(NAMES) as Action[];
