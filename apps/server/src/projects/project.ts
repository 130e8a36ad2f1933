import type { Policy } from '../access/policy.ts';

/** A project: what a team's rooms and access keys belong to. */
export interface Project {
  /** The appUUID: 14 base64url characters. */
  readonly id: string;
  /** 22 base64url characters. */
  readonly teamUuid: string;
  readonly name: string;
  readonly createdAt: number;
  readonly isDisabled: boolean;
  /** `null` = no limits of its own. */
  readonly policy: Policy | null;
}

/** What clients call the `AppIdentifier` of a project. */
export function appIdentifierOf(project: Project): string {
  return `${project.teamUuid}/${project.id}`;
}
