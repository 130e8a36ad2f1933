import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { adminOnly, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import type { KeyManagement } from './key-management.ts';
import { AccessKeyObject, toAccessKeyObject } from './key-view.ts';

export function listKeys(
  v1: TypedInstance,
  { keys, projects, now }: { keys: KeyManagement; projects: Projects; now: () => number },
): void {
  v1.route({
    method: 'GET',
    url: '/keys',
    ...adminOnly('listKeys', 'keys', 'List access keys, oldest first', {
      querystring: pageQuery({ project: ProjectFilter }),
      response: { 200: Type.Object({ keys: Type.Array(AccessKeyObject), next: Next }) },
    }),
    handler: async (request) => {
      const { query } = request;
      const projectId = query.project;
      const projectIds = projectsOf(request);
      if (projectId !== undefined) await projects.get({ id: projectId });
      const { entries, next } = await readPage(
        query,
        (page) => keys.list({ projectId, projectIds, ...page }),
        ({ accessKey }) => accessKey,
        (key) => toAccessKeyObject(key, now()),
      );
      return { keys: entries, next };
    },
  });
}
