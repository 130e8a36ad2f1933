import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from './projects.ts';

export function deleteProject(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'DELETE',
    url: '/projects/:id',
    ...adminOnly(
      'deleteProject',
      'projects',
      'Delete a disabled project with its keys, rooms, conversion tasks and revocations',
      { response: { 204: Type.Null() } },
    ),
    handler: async (request, reply) => {
      await projects.delete(pathPart(request, 'id'), actorOf(request));
      return reply.code(204).send(null);
    },
  });
}
