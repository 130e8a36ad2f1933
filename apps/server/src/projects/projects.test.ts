import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASES, type TestDatabase } from '../../test/support/databases.ts';
import { type OpenServices, openServices } from '../../test/support/open-services.ts';
import { OPERATOR } from '../../test/support/test-server.ts';
import { loadConfig } from '../config/config.ts';
import type { Change } from '../database/change-feed.ts';
import { ProjectStore } from './project-store.ts';

describe.each(DATABASES)('projects on $name', ({ create }) => {
  let at: TestDatabase;
  let services: OpenServices;
  beforeEach(async () => {
    at = await create();
    const { dataDir, databaseUrl } = at;
    services = await openServices({ ...loadConfig({}).config, dataDir, databaseUrl }, () => 1);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await services.database.close();
    await at.remove();
  });

  test('a project is created once, and found from then on', async () => {
    const { projects } = services;
    expect(await projects.isEmpty()).toBe(true);
    const first = await projects.ensure('school', OPERATOR);
    expect(await projects.isEmpty()).toBe(false);
    expect(await projects.ensure('school', OPERATOR)).toEqual(first);
    expect(await projects.list()).toEqual([first]);
  });

  test('one that another server creates meanwhile is taken', async () => {
    const { projects } = services;
    const first = await projects.create('school', OPERATOR);
    vi.spyOn(ProjectStore.prototype, 'find').mockResolvedValueOnce(undefined);
    expect(await projects.ensure('school', OPERATOR)).toEqual(first);
    await expect(projects.ensure('', OPERATOR)).rejects.toMatchObject({ code: 'field-invalid' });
  });

  test('a list holds as many as asked for, and all of them unasked', async () => {
    const { projects, database } = services;
    for (const name of ['a', 'b', 'c']) await projects.create(name, OPERATOR);
    const store = new ProjectStore(database.db);
    expect(await store.list({ limit: 2 })).toHaveLength(2);
    expect(await store.list({})).toHaveLength(3);
    expect(await projects.namesOf([])).toEqual(new Map());
  });

  test('a search goes through all projects, in the order of their creation', async () => {
    const { projects, database } = services;
    // More than are read at once.
    const rows = Array.from({ length: 1100 }, (_, number) => ({
      id: `p${String(number).padStart(4, '0')}`,
      team_uuid: 't',
      name: number % 2 === 0 ? `School ${number}` : `other ${number}`,
      created_at: number,
      disabled_at: null,
      policy: null,
      webhook_secret: null,
    }));
    await database.db.insertInto('projects').values(rows).execute();
    const found = async (search: string, limit?: number, after?: string) =>
      (await projects.list({ search, limit, after })).map(({ name }) => name);
    expect(await found('SCHOOL', 3)).toEqual(['School 0', 'School 2', 'School 4']);
    expect(await found('school', 2, 'p0004')).toEqual(['School 6', 'School 8']);
    expect(await found('school')).toHaveLength(550);
    expect(await found('er 1099', 5)).toEqual(['other 1099']);
    expect(await projects.size({ search: 'school' })).toBe(550);
    expect(await projects.size()).toBe(1100);
  });

  test('tokens count for 24 hours, by the hour', async () => {
    const { projects, keys, database } = services;
    const project = await projects.create('school', OPERATOR);
    const { accessKey } = await keys.create(project, OPERATOR);
    const hour = 3_600_000;
    const issued = (at: number) => ({
      access_key: accessKey,
      kind: 'sdk',
      role: 'admin',
      hour: at * hour,
      project_id: project.id,
      issued: 1,
      refused: 5,
    });
    await database.db.insertInto('usage_hours').values([-24, -23, -1, 0, 1].map(issued)).execute();
    // The time of these tests is in hour 0.
    expect((await projects.count([project])).get(project.id)).toMatchObject({ issuedToday: 3, keys: 1 });
  });

  test('a deleted project is announced, so that every server forgets its keys', async () => {
    const { projects, database } = services;
    const { id } = await projects.create('school', OPERATOR);
    await projects.update(id, { isDisabled: true }, OPERATOR);
    const heard: Change[] = [];
    database.changes.subscribe((change) => heard.push(change));
    await projects.delete(id, OPERATOR);
    expect(heard).toContainEqual({ table: 'projects', id });
  });
});
