import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';
import type { KeyManagement } from '../keys/key-management.ts';
import type { Projects } from '../projects/projects.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Rule } from './revocations.ts';

/** What a rule may be about: a room's uuid, an access key, or a project's id. One of them is given. */
export interface SubjectNames {
  readonly room?: string | undefined;
  readonly accessKey?: string | undefined;
  readonly project?: string | undefined;
}

/** Looks up what a rule is about, so that none is made for a misspelt name. */
export class RevocationSubjects {
  readonly #uses: { projects: Projects; keys: KeyManagement; rooms: Rooms; resources: Config['resources'] };

  constructor(uses: {
    projects: Projects;
    keys: KeyManagement;
    rooms: Rooms;
    resources: Config['resources'];
  }) {
    this.#uses = uses;
  }

  /** @throws {ApiError} where there is no such room, key or project. */
  async find({ room, accessKey, project }: SubjectNames): Promise<Rule> {
    if (room !== undefined) return { scope: 'room', subject: room, projectId: await this.#projectOf(room) };
    if (accessKey !== undefined) {
      const { projectId } = await this.#uses.keys.get(accessKey);
      return { scope: 'key', subject: accessKey, projectId };
    }
    const { id } = await this.#uses.projects.get({ id: project ?? '' });
    return { scope: 'project', subject: id, projectId: id };
  }

  /** A room that lives elsewhere is not looked up, and nobody here knows whose it is. */
  async #projectOf(room: string): Promise<string | null> {
    if (this.#uses.resources === 'external') return null;
    const found = await this.#uses.rooms.find(room);
    if (found === undefined) throw ApiError.of('room-not-found');
    return found.projectId;
  }
}
