import { type Actor, consoleActor, operatorActor } from '../audit/audit.ts';

/** From the strongest to the weakest. */
export const OPERATOR_ROLES = ['owner', 'manager', 'viewer'] as const;

export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** Who manages the server: the bearer of the admin token, or of a token of their own. */
export interface Operator {
  /** `admin` = the bearer of the admin token. */
  readonly name: string;
  readonly role: OperatorRole;
  /** The ids of the only projects that exist for the operator; `null` = all do. */
  readonly projects: readonly string[] | null;
}

/** The bearer of the admin token. No other operator has this name. */
export const FIRST_OPERATOR: Operator = { name: 'admin', role: 'owner', projects: null };

export function isRoleEnough(role: OperatorRole, lowest: OperatorRole): boolean {
  return OPERATOR_ROLES.indexOf(role) <= OPERATOR_ROLES.indexOf(lowest);
}

/** The bearer of the admin token is no person: where they act says the most. */
export function actorFor({ name }: Operator, isConsole: boolean, address: string): Actor {
  if (name !== FIRST_OPERATOR.name) return operatorActor(name, address);
  return isConsole ? consoleActor(address) : { name: 'admin', address };
}

/** Whether the operator with this name acts. */
export function isActor(name: string, actor: Actor): boolean {
  return actor.name === operatorActor(name, '').name;
}
