import Type from 'typebox';
import { ADMIN_ACCESS, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import type { KeyManagement } from './key-management.ts';
import { AccessKeyObject, toAccessKeyObject } from './key-view.ts';

/** `GET /v1/keys` */
export function listKeys(
  v1: TypedInstance,
  { keys, projects, now }: { keys: KeyManagement; projects: Projects; now: () => number },
): void {
  v1.route({
    method: 'GET',
    url: '/keys',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['keys'],
      summary: 'List access keys, oldest first',
      querystring: pageQuery({ project: ProjectFilter }),
      response: { 200: Type.Object({ keys: Type.Array(AccessKeyObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { project, after } = query;
      if (project !== undefined) await projects.get({ id: project });
      const { entries, next } = await readPage(
        query,
        (limit) => keys.list({ projectId: project, limit, after }),
        ({ accessKey }) => accessKey,
      );
      return { keys: entries.map((key) => toAccessKeyObject(key, now())), next };
    },
  });
}
