import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { parsePolicy } from '../access/policy-schema.ts';
import { adminOnly, pathPart, strictObject, trueOrFalse } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { NameField, PolicyField, ProjectObject, toProjectObject } from './project-view.ts';
import type { Projects } from './projects.ts';

const Body = strictObject({
  name: Type.Optional(NameField),
  disabled: Type.Optional(trueOrFalse('Whether the project’s keys and tokens are refused')),
  policy: Type.Optional(PolicyField),
});

export function updateProject(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'PATCH',
    url: '/projects/:id',
    ...adminOnly('updateProject', 'projects', 'Rename, disable or enable a project, or set its policy', {
      body: Body,
      response: { 200: ProjectObject },
    }),
    handler: async (request) => {
      const { name, disabled, policy } = request.body;
      const changes = { name, isDisabled: disabled, policy: policy && parsePolicy(policy) };
      return toProjectObject(await projects.update(pathPart(request, 'id'), changes, actorOf(request)));
    },
  });
}
