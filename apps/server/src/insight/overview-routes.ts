import Type from 'typebox';
import { toIso } from '../base/time.ts';
import { ADMIN_ACCESS, STRICT } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Overview, OverviewReport } from './overview.ts';
import { RANGE_NAMES } from './ranges.ts';

const Time = Type.String({ format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
const Kinds = Type.Object({ sdk: Count, room: Count, task: Count });

const OverviewObject = Type.Object(
  {
    range: Type.Enum([...RANGE_NAMES]),
    from: Time,
    until: Time,
    bucketMs: Type.Integer({ description: 'How long each bucket is' }),
    buckets: Type.Array(
      Type.Object({
        at: Type.String({ format: 'date-time', description: 'When it began' }),
        issued: Kinds,
        refused: Kinds,
      }),
      { description: 'Tokens by kind, oldest first, without gaps' },
    ),
    refusals: Type.Array(
      Type.Object({ code: Type.String({ description: 'As docs/api.md lists them' }), count: Count }),
      { description: 'Requests refused or failed, the most frequent first' },
    ),
    busiestKeys: Type.Array(
      Type.Object({
        accessKey: Type.String(),
        name: Type.Union([Type.String(), Type.Null()]),
        project: Type.Object({ id: Type.String(), name: Type.String() }),
        issued: Count,
        refused: Count,
      }),
      { description: 'At most ten, by whole hours' },
    ),
    conversions: Type.Object({ waiting: Count, running: Count }),
    database: Type.Object({ kind: Type.Enum(['sqlite', 'postgres']), pingMs: Type.Number() }),
    nodes: Type.Array(
      Type.Object({
        id: Type.String(),
        host: Type.String(),
        version: Type.String(),
        startedAt: Time,
        seenAt: Time,
        isAlive: Type.Boolean(),
      }),
      { description: 'The servers on this database, and those that went without a word within a day' },
    ),
  },
  { title: 'Overview' },
);

/** `GET /v1/overview`. */
export function registerOverviewRoutes(v1: TypedInstance, { overview }: { overview: Overview }): void {
  v1.route({
    method: 'GET',
    url: '/overview',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['operation'],
      summary: 'What the service did, and how it is',
      querystring: Type.Object(
        {
          range: Type.Optional(
            Type.Enum([...RANGE_NAMES], {
              description: 'How far back; default: hour',
              'x-rule': `must be one of: ${RANGE_NAMES.join(', ')}`,
            }),
          ),
        },
        STRICT,
      ),
      response: { 200: OverviewObject },
    },
    handler: async ({ query }) => toObject(await overview.report(query.range ?? 'hour')),
  });
}

function toObject(report: OverviewReport): Type.Static<typeof OverviewObject> {
  return {
    ...report,
    from: toIso(report.from),
    until: toIso(report.until),
    buckets: report.buckets.map((bucket) => ({ ...bucket, at: toIso(bucket.at) })),
    refusals: [...report.refusals],
    busiestKeys: [...report.busiestKeys],
    nodes: report.nodes.map((node) => ({
      ...node,
      startedAt: toIso(node.startedAt),
      seenAt: toIso(node.seenAt),
    })),
  };
}
