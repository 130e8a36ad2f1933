import type { Policy } from '../access/policy.ts';

export const MAX_PROJECT_NAME_LENGTH = 64;

export interface Project {
  /** The appUUID: 14 base64url characters. */
  readonly id: string;
  /** 22 base64url characters. */
  readonly teamUuid: string;
  readonly name: string;
  readonly createdAt: number;
  readonly isDisabled: boolean;
  /** `null` = only the server's limits. */
  readonly policy: Policy | null;
}

/** The `AppIdentifier` that client SDKs expect. */
export function appIdentifierOf(project: Project): string {
  return `${project.teamUuid}/${project.id}`;
}
