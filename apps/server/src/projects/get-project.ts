import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { ProjectObject, toProjectObject } from './project-view.ts';
import type { Projects } from './projects.ts';

export function getProject(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'GET',
    url: '/projects/:id',
    ...adminOnly('getProject', 'projects', 'Get a project', { response: { 200: ProjectObject } }),
    handler: async (request) => toProjectObject(await projects.get({ id: pathPart(request, 'id') })),
  });
}
