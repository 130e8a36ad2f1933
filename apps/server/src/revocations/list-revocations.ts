import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { idOf } from '../database/page.ts';
import { adminOnly, filterBy, oneOf, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { REVOCATION_SCOPES } from './revocation-id.ts';
import { RevocationObject, toRevocationObject } from './revocation-view.ts';
import type { Revocations } from './revocations.ts';

export function listRevocations(v1: TypedInstance, { revocations }: { revocations: Revocations }): void {
  v1.route({
    method: 'GET',
    url: '/revocations',
    ...adminOnly('listRevocations', 'revocations', 'List revocations, oldest first', {
      querystring: pageQuery({
        scope: Type.Optional(oneOf(REVOCATION_SCOPES)),
        project: ProjectFilter,
        accessKey: filterBy('Only those of this access key and of single tokens it signed'),
        room: filterBy('Only those of the room with this uuid'),
        order: Type.Optional(oneOf(['oldest', 'newest'], 'What comes first; default: oldest')),
      }),
      response: { 200: Type.Object({ revocations: Type.Array(RevocationObject), next: Next }) },
    }),
    handler: async (request) => {
      const { query } = request;
      const filter = {
        scope: query.scope,
        projectId: query.project,
        projectIds: projectsOf(request),
        accessKey: query.accessKey,
        roomUuid: query.room,
        isNewestFirst: query.order === 'newest',
      };
      const { entries, next } = await readPage(
        query,
        (page) => revocations.list({ ...filter, ...page }),
        idOf,
        toRevocationObject,
      );
      return { revocations: entries, next };
    },
  });
}
