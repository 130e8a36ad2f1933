import type { Kysely } from 'kysely';
import { decodePolicy } from '../../access/policy.ts';
import type { Schema } from '../../database/schema.ts';
import { quotaOf } from './quotas.ts';

/** A project that is enabled and has tasks waiting. */
export interface WaitingProject {
  readonly id: string;
  /** When the task was started that has waited longest. */
  readonly since: number;
  readonly running: number;
  readonly maxRunning: number;
}

/** More projects than that at a time, and some have a turn too many or too few. */
const MAX_REMEMBERED = 10_000;

/**
 * Which project's turn it is: nobody gets ahead of other projects by the number of its tasks or by their priority, which orders a project's
 * own queue alone.
 */
export class ProjectTurns {
  /** In the order of their last turns. */
  readonly #served = new Set<string>();

  /** The one with the fewest tasks running; of these the one whose last turn, on this server, is longest ago; of these the one that has waited longest. */
  next(waiting: readonly WaitingProject[]): string | undefined {
    const ranks = new Map([...this.#served].map((id, rank) => [id, rank]));
    const rankOf = ({ id }: WaitingProject) => ranks.get(id) ?? -1;
    const [first] = waiting
      .filter(({ running, maxRunning }) => running < maxRunning)
      .sort((a, b) => a.running - b.running || rankOf(a) - rankOf(b) || a.since - b.since);
    if (first !== undefined) this.#remember(first.id);
    return first?.id;
  }

  #remember(id: string): void {
    this.#served.delete(id);
    this.#served.add(id);
    if (this.#served.size <= MAX_REMEMBERED) return;
    for (const oldest of this.#served) {
      this.#served.delete(oldest);
      return;
    }
  }
}

export async function listWaitingProjects(db: Kysely<Schema>): Promise<WaitingProject[]> {
  const waiting = await db
    .selectFrom('tasks')
    .innerJoin('projects', 'projects.id', 'tasks.project_id')
    .select(({ fn }) => ['projects.id', 'projects.policy', fn.min('tasks.created_at').as('since')])
    .where('tasks.status', '=', 'Waiting')
    .where('projects.disabled_at', 'is', null)
    .groupBy(['projects.id', 'projects.policy'])
    .execute();
  const running = await db
    .selectFrom('tasks')
    .select(({ fn }) => ['project_id', fn.countAll<number>().as('count')])
    .where('status', '=', 'Converting')
    .groupBy('project_id')
    .execute();
  const counts = new Map(running.map(({ project_id, count }) => [project_id, Number(count)]));
  return waiting.map(({ id, policy, since }) => ({
    id,
    since: Number(since),
    running: counts.get(id) ?? 0,
    maxRunning: quotaOf(decodePolicy(policy)).maxRunningTasks,
  }));
}
