import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { idOf } from '../database/page.ts';
import { adminOnly } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { MAX_PROJECT_NAME_LENGTH } from './project.ts';
import type { ProjectCounts } from './project-counts.ts';
import { CountedProjectObject, toCountedProjectObject } from './project-view.ts';
import type { Projects } from './projects.ts';

const Count = Type.Optional(
  Type.Integer({ description: 'How many projects all pages have. In the first page' }),
);

export function listProjects(v1: TypedInstance, { projects }: { projects: Projects }): void {
  v1.route({
    method: 'GET',
    url: '/projects',
    ...adminOnly('listProjects', 'projects', 'List projects, oldest first', {
      querystring: pageQuery({
        search: Type.Optional(
          Type.String({
            maxLength: MAX_PROJECT_NAME_LENGTH,
            description:
              'Only projects whose name contains this text, in upper or lower case, and the one with this id',
            'x-rule': `must be at most ${MAX_PROJECT_NAME_LENGTH} characters of text, given once`,
          }),
        ),
      }),
      response: {
        200: Type.Object({ projects: Type.Array(CountedProjectObject), next: Next, count: Count }),
      },
    }),
    handler: async (request) => {
      const { query } = request;
      const { search, after } = query;
      const ids = projectsOf(request);
      const count = after === undefined ? await projects.size({ search, ids }) : undefined;
      let counts: ReadonlyMap<string, ProjectCounts> = new Map();
      const { entries, next } = await readPage(
        query,
        async (page) => {
          const found = await projects.list({ ...page, search, ids });
          counts = await projects.count(found);
          return found;
        },
        idOf,
        (project) => toCountedProjectObject(project, counts),
      );
      return { projects: entries, next, ...(count !== undefined && { count }) };
    },
  });
}
