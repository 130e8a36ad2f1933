import Type from 'typebox';
import { TextOrNull, Time } from '../http/fields.ts';
import { CheckObject } from './check-view.ts';
import { RANGE_NAMES } from './ranges.ts';

const Count = Type.Integer({ minimum: 0 });
const Kinds = Type.Object({ sdk: Count, room: Count, task: Count });

export const OverviewObject = Type.Object(
  {
    range: Type.Enum(RANGE_NAMES),
    from: Time,
    until: Time,
    bucketMs: Type.Integer({ description: 'The length of each bucket' }),
    buckets: Type.Array(
      Type.Object({
        at: Type.String({ format: 'date-time', description: 'When the bucket began' }),
        issued: Kinds,
        refused: Kinds,
      }),
      { description: 'Tokens by kind, oldest bucket first, without gaps' },
    ),
    refusals: Type.Array(
      Type.Object({ code: Type.String({ description: 'A code of docs/api.md' }), count: Count }),
      { description: 'Requests refused or failed, the most frequent code first' },
    ),
    busiestKeys: Type.Array(
      Type.Object({
        accessKey: Type.String(),
        name: TextOrNull,
        project: Type.Object({ id: Type.String(), name: Type.String() }),
        issued: Count,
        refused: Count,
      }),
      { description: 'At most ten, counted by whole hours' },
    ),
    conversions: Type.Object({ waiting: Count, running: Count }),
    database: Type.Object({ kind: Type.Enum(['sqlite', 'postgres']), pingMs: Type.Number() }),
    checks: Type.Array(CheckObject, {
      description: 'What the server that answers needs, as in `/readyz?verbose`',
    }),
    nodes: Type.Array(
      Type.Object({
        id: Type.String(),
        host: Type.String(),
        version: Type.String(),
        startedAt: Time,
        seenAt: Time,
        isAlive: Type.Boolean(),
      }),
      { description: 'The servers on this database, and those that disappeared within the last day' },
    ),
  },
  { title: 'Overview' },
);
