import type { Config } from '../config/config.ts';
import type { KeyManagement } from '../keys/key-management.ts';
import type { Projects } from '../projects/projects.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Rule } from './revocations.ts';

/** Exactly one of a room's uuid, an access key and a project's id. */
export interface SubjectNames {
  readonly room?: string | undefined;
  readonly accessKey?: string | undefined;
  readonly project?: string | undefined;
}

interface SubjectUses {
  readonly projects: Projects;
  readonly keys: KeyManagement;
  readonly rooms: Rooms;
  readonly resources: Config['resources'];
}

/** Looks up the subject of a rule, so that a misspelt name creates no rule. */
export class RevocationSubjects {
  readonly #uses: SubjectUses;

  constructor(uses: SubjectUses) {
    this.#uses = uses;
  }

  /** @throws {ApiError} if there is no such room, key or project. */
  async find({ room, accessKey, project }: SubjectNames): Promise<Rule> {
    if (room !== undefined) return { scope: 'room', subject: room, projectId: await this.#projectOf(room) };
    if (accessKey !== undefined) {
      const { projectId } = await this.#uses.keys.get(accessKey);
      return { scope: 'key', subject: accessKey, projectId };
    }
    const { id } = await this.#uses.projects.get({ id: project ?? '' });
    return { scope: 'project', subject: id, projectId: id };
  }

  /** A room in another service cannot be looked up, and its project is unknown. */
  async #projectOf(room: string): Promise<string | null> {
    if (this.#uses.resources === 'external') return null;
    return (await this.#uses.rooms.get(room, undefined)).projectId;
  }
}
