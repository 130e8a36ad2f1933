import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from 'boardgate/testing';
import type { Browser } from 'playwright-core';
import { launch, unpackChromium } from '../test/support/chromium.ts';

/** Takes the README's screenshots: the console's overview, of a real server with a day of traffic, in light and dark. */

const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const COLOR_SCHEMES = ['light', 'dark'] as const;
const VIEWPORT = { width: 1200, height: 750 };

const ADMIN_TOKEN = 'admin-token-of-the-screenshots';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const dataDir = mkdtempSync(join(tmpdir(), 'boardgate-images-'));
const server = await ServerProcess.start({ BOARDGATE_DATA_DIR: dataDir, BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN });
const browser = await launch(await unpackChromium());
try {
  await fill();
  mkdirSync(IMAGES, { recursive: true });
  for (const colorScheme of COLOR_SCHEMES) await takeScreenshot(browser, colorScheme);
} finally {
  await browser.close();
  await server.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
}

async function takeScreenshot(from: Browser, colorScheme: (typeof COLOR_SCHEMES)[number]): Promise<void> {
  const context = await from.newContext({
    baseURL: server.url,
    locale: 'en',
    colorScheme,
    reducedMotion: 'reduce',
    viewport: VIEWPORT,
    deviceScaleFactor: 1.5,
  });
  await context.request.post('/v1/session', {
    headers: { 'x-boardgate-console': '1' },
    data: { adminToken: ADMIN_TOKEN },
  });
  await context.addInitScript(`localStorage.setItem('boardgate.signed-in', 'yes')`);
  const page = await context.newPage();
  await page.goto('/console/?range=day');
  await page.locator('canvas').first().waitFor();
  await page.screenshot({ path: join(IMAGES, `console-${colorScheme}.png`) });
  await context.close();
}

/** Two schools whose keys issued tokens all day. */
async function fill(): Promise<void> {
  const names = ['Riverside School', 'Hillside College'];
  const keys: { project: string; accessKey: string }[] = [];
  for (const name of names) {
    const { id: project } = await manage<{ id: string }>('/projects', { name });
    const { accessKey } = await manage<{ accessKey: string }>(`/projects/${project}/keys`, {
      name: 'app server',
    });
    for (const room of ['Algebra 7b', 'Geometry', 'Chemistry'])
      await manage('/rooms', { project, name: room });
    keys.push({ project, accessKey });
  }
  fillCounts(keys);
}

/** Writes past hours into the database itself, because the server counts only what happens now. */
function fillCounts(keys: readonly { project: string; accessKey: string }[]): void {
  const database = new DatabaseSync(join(dataDir, 'boardgate.db'));
  const insertActivity = database.prepare(
    `insert into activity (span, began_at, measure, name, count) values (?, ?, ?, ?, ?)
     on conflict do update set count = count + excluded.count`,
  );
  const insertUsage = database.prepare(
    'insert into usage_hours (access_key, kind, role, hour, project_id, issued, refused) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const count = (at: number, measure: string, name: string, times: number) => {
    insertActivity.run('minute', at, measure, name, times);
    insertActivity.run('hour', at - (at % HOUR_MS), measure, name, times);
  };
  const lastMinute = Date.now() - (Date.now() % MINUTE_MS) - MINUTE_MS;
  database.exec('begin');
  for (let back = 0; back < 24 * 60; back++) {
    const at = lastMinute - back * MINUTE_MS;
    const load = loadAt(back / (24 * 60)) + (back % 7);
    count(at, 'issued', 'room', Math.round(load));
    count(at, 'issued', 'sdk', Math.round(load / 8));
    count(at, 'issued', 'task', Math.round(load / 20));
    const expired = Math.round((load / 25) * ((back * 37) % 11 < 4 ? 1 : 0));
    count(at, 'refused', 'room', expired);
    count(at, 'refusal', 'token-expired', expired);
    if (back % 31 === 0) count(at, 'refusal', 'region-missing', 2);
    // A program with a wrong secret key, until somebody noticed.
    if (back > 420 && back < 470) {
      count(at, 'refused', 'sdk', 2);
      count(at, 'refusal', 'token-signature', 2);
    }
    if (back % 60 !== 0) continue;
    for (const [index, { project, accessKey }] of keys.entries()) {
      const hour = at - (at % HOUR_MS);
      insertUsage.run(
        accessKey,
        'room',
        'writer',
        hour,
        project,
        Math.round(load * (40 - 15 * index)),
        3 * index,
      );
    }
  }
  database.exec('commit');
  database.close();
}

/** Tokens per minute, by the share of the day that has passed since: a morning and an afternoon, with a quiet noon and night. */
function loadAt(share: number): number {
  const hill = (centre: number) => Math.exp(-(((share - centre) / 0.09) ** 2));
  return 42 * hill(0.2) + 55 * hill(0.45);
}

async function manage<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${server.url}/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
