import { requestRemovalOfProject } from '../conversions/queue/file-removals.ts';
import { Projects } from '../projects/projects.ts';
import type { Opened } from './cli-context.ts';

/** Deleting a project also removes the files of its conversions. */
export function projectsOf({ database, now }: Pick<Opened, 'database' | 'now'>): Projects {
  return new Projects(database, requestRemovalOfProject, now);
}
