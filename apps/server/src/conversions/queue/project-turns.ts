import type { Kysely } from 'kysely';
import { decodePolicy } from '../../access/policy.ts';
import { quotasOf } from '../../access/quotas.ts';
import type { Schema } from '../../database/schema.ts';

/** An enabled project with waiting tasks. */
interface WaitingProject {
  readonly id: string;
  /** Start time of its oldest waiting task. */
  readonly since: number;
  readonly running: number;
  readonly maxRunning: number;
}

/** Beyond it some projects get a turn too many or too few. */
const MAX_REMEMBERED = 10_000;

/** Whose turn it is. Many tasks, or a high priority, do not get a project ahead of others. */
export class ProjectTurns {
  /** Oldest turn first. */
  readonly #served = new Set<string>();

  /** The fewest running tasks win; then the longest time since a turn on this server; then the longest wait. */
  next(waiting: readonly WaitingProject[], admits = (_projectId: string) => true): string | undefined {
    const ranks = new Map([...this.#served].map((id, rank) => [id, rank]));
    const rankOf = ({ id }: WaitingProject) => ranks.get(id) ?? -1;
    const [first] = waiting
      .filter(({ id, running, maxRunning }) => running < maxRunning && admits(id))
      .sort((a, b) => a.running - b.running || rankOf(a) - rankOf(b) || a.since - b.since);
    if (first !== undefined) this.#remember(first.id);
    return first?.id;
  }

  #remember(id: string): void {
    this.#served.delete(id);
    this.#served.add(id);
    const [oldest] = this.#served;
    if (this.#served.size > MAX_REMEMBERED && oldest !== undefined) this.#served.delete(oldest);
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
    maxRunning: quotasOf(decodePolicy(policy), 'conversions').maxRunningTasks,
  }));
}
