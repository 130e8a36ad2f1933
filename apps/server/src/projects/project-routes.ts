import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { POLICY_RULE, PolicySchema, parsePolicy } from '../access/policy.ts';
import { storableRule } from '../base/text.ts';
import { ADMIN_ACCESS, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { ProjectObject, toProjectObject } from './project-view.ts';
import { MAX_PROJECT_NAME_LENGTH, type Projects } from './projects.ts';

const Name = Type.String({
  description: 'What people call it; unique',
  'x-rule': storableRule(MAX_PROJECT_NAME_LENGTH),
});
const PolicyField = Type.Union([PolicySchema, Type.Null()], {
  description: 'Limits of the tokens issued here; null = none but the server’s',
  'x-rule': POLICY_RULE,
});
const IdParams = (request: { params: unknown }) => (request.params as { id: string }).id;

/** `/v1/projects`. */
export function registerProjectRoutes(v1: TypedInstance, { projects }: { projects: Projects }): void {
  const tags = ['projects'];

  v1.route({
    method: 'GET',
    url: '/projects',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'List projects, oldest first',
      querystring: Type.Object(PageQuery, STRICT),
      response: { 200: Type.Object({ projects: Type.Array(ProjectObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { entries, next } = await readPage(
        query,
        (limit) => projects.list({ limit, after: query.after }),
        ({ id }) => id,
      );
      return { projects: entries.map(toProjectObject), next };
    },
  });

  v1.route({
    method: 'POST',
    url: '/projects',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Create a project',
      body: Type.Object({ name: Name, policy: Type.Optional(PolicyField) }, STRICT),
      response: { 201: ProjectObject },
    },
    handler: async (request, reply) => {
      const { name, policy } = request.body;
      const limits = policy === undefined || policy === null ? null : parsePolicy(policy);
      return reply.code(201).send(toProjectObject(await projects.create(name, actorOf(request), limits)));
    },
  });

  v1.route({
    method: 'GET',
    url: '/projects/:id',
    config: ADMIN_ACCESS,
    schema: { tags, summary: 'Get a project', response: { 200: ProjectObject } },
    handler: async (request) => toProjectObject(await projects.get({ id: IdParams(request) })),
  });

  v1.route({
    method: 'PATCH',
    url: '/projects/:id',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Rename, disable or enable a project, or set its policy',
      body: Type.Object(
        {
          name: Type.Optional(Name),
          disabled: Type.Optional(
            Type.Boolean({
              description: 'Whether every key and token of the project is refused',
              'x-rule': 'must be true or false',
            }),
          ),
          policy: Type.Optional(PolicyField),
        },
        STRICT,
      ),
      response: { 200: ProjectObject },
    },
    handler: async (request) => {
      const { name, disabled, policy } = request.body;
      const changes = {
        name,
        isDisabled: disabled,
        policy: policy === undefined || policy === null ? policy : parsePolicy(policy),
      };
      return toProjectObject(await projects.update(IdParams(request), changes, actorOf(request)));
    },
  });

  v1.route({
    method: 'DELETE',
    url: '/projects/:id',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Delete a disabled project, with its keys, rooms and revocations',
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      await projects.delete(IdParams(request), actorOf(request));
      return reply.code(204).send(null);
    },
  });
}
