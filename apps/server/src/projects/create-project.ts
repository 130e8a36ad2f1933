import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { parsePolicy } from '../access/policy-schema.ts';
import { adminOnly, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { NameField, PolicyField, ProjectObject, toProjectObject } from './project-view.ts';
import type { Projects } from './projects.ts';

export function createProject(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'POST',
    url: '/projects',
    ...adminOnly('createProject', 'projects', 'Create a project', {
      body: strictObject({ name: NameField, policy: Type.Optional(PolicyField) }),
      response: { 201: ProjectObject },
    }),
    handler: async (request, reply) => {
      const { name, policy = null } = request.body;
      const project = await projects.create(name, actorOf(request), policy && parsePolicy(policy));
      return reply.code(201).send(toProjectObject(project));
    },
  });
}
