import { randomBytes } from 'node:crypto';
import type { ChangeFeed } from '../database/change-feed.ts';
import type { Database } from '../database/database.ts';
import { OperatorError } from '../operator-error.ts';
import { checkStorable } from '../storable-text.ts';
import type { Project } from './project.ts';
import { ProjectStore } from './project-store.ts';

/** The project that a first start makes and that an imported pair of keys goes to. */
export const DEFAULT_PROJECT = 'default';

const MAX_NAME_LENGTH = 64;

/** Creates, lists, disables and enables projects. */
export class Projects {
  readonly #store: ProjectStore;
  readonly #changes: ChangeFeed;
  readonly #now: () => number;

  constructor({ db, changes }: Database, now: () => number) {
    this.#store = new ProjectStore(db);
    this.#changes = changes;
    this.#now = now;
  }

  /** @throws {OperatorError} where the name is taken or no name. */
  async create(name: string): Promise<Project> {
    const project = this.#newProject(name);
    if (!(await this.#store.create(project)))
      throw new OperatorError(`a project named "${name}" exists already`);
    return project;
  }

  async ensure(name: string): Promise<Project> {
    await this.#store.create(this.#newProject(name));
    return await this.get(name);
  }

  list(): Promise<Project[]> {
    return this.#store.list();
  }

  isEmpty(): Promise<boolean> {
    return this.#store.isEmpty();
  }

  /** @throws {OperatorError} where there is none of that name. */
  async get(name: string): Promise<Project> {
    const project = await this.#store.findByName(name);
    if (project === undefined) throw noSuchProject(name);
    return project;
  }

  /** @throws {OperatorError} where there is none of that name. */
  async disable(name: string): Promise<void> {
    await this.#setDisabled(name, this.#now());
  }

  /** @throws {OperatorError} where there is none of that name. */
  async enable(name: string): Promise<void> {
    await this.#setDisabled(name, null);
  }

  async #setDisabled(name: string, disabledAt: number | null): Promise<void> {
    if (!(await this.#store.setDisabled(name, disabledAt))) throw noSuchProject(name);
    this.#changes.announce();
  }

  #newProject(name: string): Project {
    checkStorable('the name of a project', name, MAX_NAME_LENGTH);
    return {
      id: randomText(14),
      teamUuid: randomText(22),
      name,
      createdAt: this.#now(),
      isDisabled: false,
    };
  }
}

/** Random base64url text of `length` characters, 6 bits each. It never begins with a dash: a shell would read a flag. */
export function randomText(length: number): string {
  const text = randomBytes(length).toString('base64url').slice(0, length);
  return text.startsWith('-') ? randomText(length) : text;
}

function noSuchProject(name: string): OperatorError {
  return new OperatorError(
    `no project is named "${name}"; \`boardgate projects list\` shows those there are`,
  );
}
