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
