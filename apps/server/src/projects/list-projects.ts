import Type from 'typebox';
import { idOf } from '../database/page.ts';
import { adminOnly } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { ProjectObject, toProjectObject } from './project-view.ts';
import type { Projects } from './projects.ts';

export function listProjects(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'GET',
    url: '/projects',
    ...adminOnly('listProjects', 'projects', 'List projects, oldest first', {
      querystring: pageQuery({}),
      response: { 200: Type.Object({ projects: Type.Array(ProjectObject), next: Next }) },
    }),
    handler: async ({ query }) => {
      const { entries, next } = await readPage(query, (page) => projects.list(page), idOf, toProjectObject);
      return { projects: entries, next };
    },
  });
}
