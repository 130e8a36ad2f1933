import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { CountedProjectObject, toCountedProjectObject } from './project-view.ts';
import type { Projects } from './projects.ts';

export function getProject(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'GET',
    url: '/projects/:id',
    ...adminOnly('getProject', 'projects', 'Get a project', {
      response: { 200: CountedProjectObject },
    }),
    handler: async (request) => {
      const project = await projects.get({ id: pathPart(request, 'id') });
      return toCountedProjectObject(project, await projects.count([project]));
    },
  });
}
