import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Registry } from 'prom-client';

const NAME = 'boardgate_request_duration_seconds';
const HELP = 'From the routing of a request to the end of its answer, by route and status class';

/** The buckets' upper bounds, in seconds. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx'];

/** The durations of one route, counted by status class. */
interface Series {
  readonly method: string;
  readonly route: string;
  /** For each status class the counts of its buckets, the last for everything slower. */
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

/** A response with its series and the time it began. */
type TimedResponse = ServerResponse & { boardgateSeries?: Series; boardgateStart?: number };

/**
 * Times every request. Fastify's response hook and prom-client's histogram stood out in the profile of the hot path, so this listens on
 * Node's diagnostics channel and counts in plain arrays.
 */
export function registerLatency(app: FastifyInstance, registry: Registry): void {
  // The channel belongs to the process, which may run several servers.
  const all = new Set<Series>();

  app.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method.join('|') : route.method;
    const series: Series = {
      method: methods,
      route: route.url,
      counts: new Float64Array(STATUS_CLASSES.length * (BOUNDS.length + 1)),
      sums: new Float64Array(STATUS_CLASSES.length),
    };
    all.add(series);
    const begin = (_request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => {
      const response: TimedResponse = reply.raw;
      response.boardgateSeries = series;
      response.boardgateStart = performance.now();
      done();
    };
    // Before all other hooks, to time refusals too.
    const others = route.onRequest ?? [];
    route.onRequest = [begin, ...(Array.isArray(others) ? others : [others])];
  });

  const finish = (message: unknown) => {
    const response = (message as { response: TimedResponse }).response;
    const { boardgateSeries: series, boardgateStart: start } = response;
    if (series === undefined || start === undefined || !all.has(series)) return;
    observe(series, response.statusCode, (performance.now() - start) / 1000);
  };
  subscribe('http.server.response.finish', finish);
  app.addHook('onClose', async () => {
    unsubscribe('http.server.response.finish', finish);
  });
  registerHistogram(registry, all);
}

function observe({ counts, sums }: Series, status: number, seconds: number): void {
  const statusClass = Math.min(Math.max(Math.floor(status / 100) - 2, 0), STATUS_CLASSES.length - 1);
  let bucket = 0;
  while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] ?? 0)) bucket++;
  const at = statusClass * (BOUNDS.length + 1) + bucket;
  counts[at] = (counts[at] ?? 0) + 1;
  sums[statusClass] = (sums[statusClass] ?? 0) + seconds;
}

interface Sample {
  readonly metricName: string;
  readonly labels: Record<string, string | number>;
  readonly value: number;
}

/** Presents the counts to prom-client's registry as a histogram. */
function registerHistogram(registry: Registry, all: ReadonlySet<Series>): void {
  const metric = {
    name: NAME,
    help: HELP,
    type: 'histogram',
    aggregator: 'sum',
    reset: () => {},
    get: async () => ({
      name: NAME,
      help: HELP,
      type: 'histogram',
      aggregator: 'sum',
      values: [...all].flatMap(samplesOf),
    }),
  };
  registry.registerMetric(metric as unknown as Parameters<Registry['registerMetric']>[0]);
}

function samplesOf({ method, route, counts, sums }: Series): Sample[] {
  return STATUS_CLASSES.flatMap((status, statusClass) => {
    const labels = { method, route, status };
    const samples: Sample[] = [];
    let total = 0;
    for (const [bucket, bound] of [...BOUNDS, '+Inf'].entries()) {
      total += counts[statusClass * (BOUNDS.length + 1) + bucket] ?? 0;
      samples.push({ metricName: `${NAME}_bucket`, labels: { ...labels, le: bound }, value: total });
    }
    if (total === 0) return [];
    samples.push({ metricName: `${NAME}_sum`, labels, value: sums[statusClass] ?? 0 });
    samples.push({ metricName: `${NAME}_count`, labels, value: total });
    return samples;
  });
}
