import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/database.ts';

/** What tells that a database is in trouble before requests do. */
export function registerDatabaseMetrics(registry: Registry, { changes, waits, writes }: Database): void {
  const gauges = [
    [
      'boardgate_change_feed_age_seconds',
      'Since the database was last known to tell of every change; caches are unused above 2 seconds',
      () => changes.ageMs() / 1000,
      'max',
    ],
    [
      'boardgate_database_waiting',
      'Requests that wait for a connection to the database',
      () => waits.waiting,
      'sum',
    ],
    [
      'boardgate_database_writable',
      'Whether the last change that was tried was taken: 1 or 0',
      () => (writes.refusal === undefined ? 1 : 0),
      'min',
    ],
  ] as const;
  for (const [name, help, measure, aggregator] of gauges) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      // Of several processes of a server.
      aggregator,
      registers: [registry],
      collect: () => gauge.set(measure()),
    });
  }
}
