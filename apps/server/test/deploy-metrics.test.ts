import { FAILURES } from '@boardgate/renderer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERRORS } from '../src/base/errors.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { type Parsed, readRoot, readYaml } from './support/deployment.ts';
import { ServerProcess } from './support/process.ts';
import { until } from './support/until.ts';

/** Which Prometheus makes itself. */
const OF_PROMETHEUS = ['up'];
const ADMIN_TOKEN = '0'.repeat(32);

const dashboard = JSON.parse(readRoot('deploy/grafana/boardgate.json'));
const ruleFile = readYaml('deploy/prometheus/rules.yml');
const rules: Parsed[] = ruleFile.groups.flatMap((group: Parsed) => group.rules);
const onDashboard: string[] = dashboard.panels.flatMap((panel: Parsed) =>
  panel.targets.map((target: Parsed) => target.expr),
);
const variables: string[] = dashboard.templating.list
  .filter(({ type }: Parsed) => type === 'query')
  .map(({ query }: Parsed) => query);
const expressions = [...rules.map(({ expr }) => expr), ...onDashboard, ...variables];

let at: TestDatabase;
let server: ServerProcess;
/** Names of metrics, each with the labels that it has. */
const told = new Map<string, Set<string>>();
let families: string[] = [];

async function manage(path: string, body?: string): Promise<Parsed> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const call = body === undefined ? { headers } : { headers, method: 'POST', body };
  return (await fetch(`${server.url}/v1/${path}`, call)).json();
}

beforeAll(async () => {
  at = await DATABASES[0].create();
  server = await ServerProcess.start({
    BOARDGATE_DATA_DIR: at.dataDir,
    // Several processes have a metric that one has not.
    BOARDGATE_WORKERS: '2',
    BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
  });
  // Some are told only once there is something to count: an answer, a refusal, the end of a conversion.
  await manage('nothing');
  const { projects } = await manage('projects');
  const { resource } = await manage('documents?name=a.pdf', 'no PDF');
  await manage('tasks', JSON.stringify({ project: projects[0].id, resource, type: 'static' }));
  const text = await until(async () => {
    const answer = await (await fetch(`${server.url}/metrics`)).text();
    return answer.includes('boardgate_conversion_duration_seconds_bucket') ? answer : undefined;
  });
  families = [...text.matchAll(/^# TYPE (boardgate_\w+) /gm)].map(([, name = '']) => name);
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const known = told.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    told.set(name, known);
  }
});
afterAll(async () => {
  await server.stop();
  await at.remove();
});

/** The metrics of an expression, each with what it asks of their labels. */
function metricsIn(expression: string): { name: string; matchers: Record<string, string> }[] {
  return [...expression.matchAll(/\b((?:boardgate|nodejs|process)_\w+|up)\b(?:\{([^}]*)\})?/g)].map(
    ([, name = '', labels = '']) => ({
      name,
      matchers: Object.fromEntries(
        [...labels.matchAll(/(\w+)=~?"([^"]*)"/g)].map(([, label, value]) => [label, value]),
      ),
    }),
  );
}

test('every metric and label of the rules and the dashboard is one that a server tells', () => {
  const metrics = expressions.flatMap(metricsIn);
  expect(metrics.length).toBeGreaterThan(30);
  for (const { name, matchers } of metrics) {
    if (OF_PROMETHEUS.includes(name)) continue;
    expect([name, told.has(name)]).toEqual([name, true]);
    const unknown = Object.keys(matchers).filter(
      (label) => !['job', 'instance'].includes(label) && !told.get(name)?.has(label),
    );
    expect([name, unknown]).toEqual([name, []]);
  }
});

test('codes and reasons that a rule asks for exist', () => {
  const of = (label: string) =>
    expressions.flatMap(metricsIn).flatMap(({ matchers }) => matchers[label]?.split('|') ?? []);
  expect(of('code').length).toBeGreaterThan(4);
  expect(of('code').filter((code) => !(code in ERRORS))).toEqual([]);
  expect(of('reason').length).toBeGreaterThan(1);
  expect(of('reason').filter((reason) => !(reason in FAILURES))).toEqual([]);
});

test('every metric of the server is on the dashboard', () => {
  const shown = expressions.flatMap(metricsIn).map(({ name }) => name);
  expect(families.length).toBeGreaterThan(10);
  const missing = families.filter(
    (family) => !shown.some((name) => name.replace(/_(bucket|count|sum)$/, '') === family),
  );
  expect(missing).toEqual([]);
});

test('each alert has a severity and a sentence, and is raised in a test of its own', () => {
  const cases = readRoot('deploy/prometheus/rules.test.yml');
  for (const { alert, labels, annotations } of rules) {
    expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(critical|warning)$/)]);
    expect(annotations.summary).toMatch(/\.$/);
    expect(cases).toContain(`alertname="${alert}"`);
  }
});

test('panels of the dashboard neither overlap nor share an id', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }: Parsed) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }: Parsed) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});
