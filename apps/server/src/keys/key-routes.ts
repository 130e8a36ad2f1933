import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { storableRule } from '../base/text.ts';
import { parseTime, timeField, toIso } from '../base/time.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import { type KeyManagement, MAX_KEY_NAME_LENGTH } from './key-management.ts';
import { KeyObject, toKeyObject } from './key-view.ts';

const NameField = Type.Optional(
  Type.Union([Type.String(), Type.Null()], {
    description: 'What people call it; null = nothing',
    'x-rule': `${storableRule(MAX_KEY_NAME_LENGTH)}, or null`,
  }),
);
const ExpiresAtField = Type.Optional(
  Type.Union([Type.String(), Type.Null()], {
    ...timeField('From then on the key and its tokens are refused; null = never'),
    'x-rule': 'must be a time such as 2026-01-02T03:04:05Z, or null',
  }),
);
const NewPair = {
  accessKey: Type.String(),
  secretKey: Type.String({ description: 'Shown this once' }),
};

const orNull = (time: string | null | undefined) =>
  typeof time === 'string' ? parseTime('expiresAt', time) : time;
const keyOf = (request: { params: unknown }) => (request.params as { accessKey: string }).accessKey;

/** `/v1/keys`, and what makes keys in a project. */
export function registerKeyRoutes(
  v1: TypedInstance,
  { keys, projects, now }: { keys: KeyManagement; projects: Projects; now: () => number },
): void {
  const tags = ['keys'];
  const show = async (accessKey: string) => toKeyObject(await keys.get(accessKey), now());

  v1.route({
    method: 'GET',
    url: '/keys',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'List access keys, oldest first',
      querystring: Type.Object(
        {
          project: filterBy('Only those of the project of this id'),
          ...PageQuery,
        },
        STRICT,
      ),
      response: { 200: Type.Object({ keys: Type.Array(KeyObject), next: Next }) },
    },
    handler: async ({ query }) => {
      if (query.project !== undefined) await projects.get({ id: query.project });
      const { entries, next } = await readPage(
        query,
        (limit) => keys.list({ projectId: query.project, limit, after: query.after }),
        ({ accessKey }) => accessKey,
      );
      return { keys: entries.map((key) => toKeyObject(key, now())), next };
    },
  });

  v1.route({
    method: 'POST',
    url: '/projects/:id/keys',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Create a pair of keys; its secret key is shown this once',
      body: Type.Object({ name: NameField, expiresAt: ExpiresAtField }, STRICT),
      response: { 201: Type.Object(NewPair) },
    },
    handler: async (request, reply) => {
      const project = await projects.get(request.params as { id: string });
      const { name, expiresAt } = request.body;
      const details = { name, expiresAt: orNull(expiresAt) };
      return reply.code(201).send(await keys.create(project, actorOf(request), details));
    },
  });

  v1.route({
    method: 'POST',
    url: '/projects/:id/keys/import',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Store a pair of keys that exists elsewhere, for example the vendor’s',
      body: Type.Object(
        {
          accessKey: Type.String({ description: 'The access key (AK)', 'x-rule': 'must be a string' }),
          secretKey: Type.String({ description: 'The secret key (SK)', 'x-rule': 'must be a string' }),
          name: NameField,
          expiresAt: ExpiresAtField,
        },
        STRICT,
      ),
      response: { 201: KeyObject },
    },
    handler: async (request, reply) => {
      const project = await projects.get(request.params as { id: string });
      const { accessKey, secretKey, name, expiresAt } = request.body;
      const details = { name, expiresAt: orNull(expiresAt) };
      await keys.import(project, { accessKey, secretKey }, actorOf(request), details);
      return reply.code(201).send(await show(accessKey));
    },
  });

  v1.route({
    method: 'GET',
    url: '/keys/:accessKey',
    config: ADMIN_ACCESS,
    schema: { tags, summary: 'Get an access key', response: { 200: KeyObject } },
    handler: (request) => show(keyOf(request)),
  });

  v1.route({
    method: 'PATCH',
    url: '/keys/:accessKey',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Rename, disable or enable a key, or set when it expires',
      body: Type.Object(
        {
          name: NameField,
          disabled: Type.Optional(
            Type.Boolean({
              description: 'Whether the key and its tokens are refused',
              'x-rule': 'must be true or false',
            }),
          ),
          expiresAt: ExpiresAtField,
        },
        STRICT,
      ),
      response: { 200: KeyObject },
    },
    handler: async (request) => {
      const { name, disabled, expiresAt } = request.body;
      const changes = { name, isDisabled: disabled, expiresAt: orNull(expiresAt) };
      await keys.update(keyOf(request), changes, actorOf(request));
      return await show(keyOf(request));
    },
  });

  v1.route({
    method: 'DELETE',
    url: '/keys/:accessKey',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Delete a key for good: every token it signed becomes worthless',
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      await keys.delete(keyOf(request), actorOf(request));
      return reply.code(204).send(null);
    },
  });

  v1.route({
    method: 'POST',
    url: '/keys/:accessKey/rotate',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Create a pair that takes the place of a key, which stays good until a given time',
      body: Type.Object(
        {
          validUntil: Type.String(
            timeField('Until when the old key stays good: later than the last token that it has signed'),
          ),
        },
        STRICT,
      ),
      response: {
        201: Type.Object({
          ...NewPair,
          replaces: Type.String(),
          oldValidUntil: Type.String({ format: 'date-time' }),
        }),
      },
    },
    handler: async (request, reply) => {
      const validUntil = parseTime('validUntil', request.body.validUntil);
      const rotation = await keys.rotate(keyOf(request), validUntil, actorOf(request));
      return reply.code(201).send({ ...rotation, oldValidUntil: toIso(rotation.oldValidUntil) });
    },
  });
}
