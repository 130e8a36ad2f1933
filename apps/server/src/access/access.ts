import { isRoleAtLeast } from '@boardgate/token';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
  RouteOptions,
} from 'fastify';
import { type Actor, clientActor } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import type { AuthenticateToken, Caller } from './caller.ts';
import { checkRole } from './check-management.ts';
import { checkFromConsole } from './console-request.ts';
import { MANAGEMENT, type ManagementOperation } from './management-permissions.ts';
import { actorFor, type Operator } from './operator.ts';
import { type Operation, PERMISSIONS, PERMITTED_WHILE_BANNED, type Permission } from './permissions.ts';

/** Access that stands in no table. */
const OPEN: ReadonlySet<string> = new Set(['anyone', 'credentials', 'console']);

/** Who may call a route. Every route declares it; there is no default. */
export type Access =
  /** Anyone: the route tells no secret. */
  | 'anyone'
  /** A client that proves an access key in the body: the route checks it itself. */
  | 'credentials'
  /** The console page: the route checks the session itself. */
  | 'console'
  /** An operator who may do it, by their token or a console session. */
  | ManagementOperation
  /** The bearer of a token that permits the operation. */
  | Operation;

export interface DeclaredAccess {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The routes in the order of registration. HEAD is left out: it follows GET. */
    declaredAccess: readonly DeclaredAccess[];
  }
  interface FastifyContextConfig {
    /** Whether the route takes an `Idempotency-Key`. */
    readonly isIdempotent?: true;
    /** Whether the usual answer needs no database: it is given though others wait for that. */
    readonly isFromMemory?: true;
    access?: Access;
  }
  interface FastifyRequest {
    /** Set by the access plugin on routes that take a token. */
    caller: Caller | null;
    /** Set by the access plugin on routes that take an operator. */
    admission: Admission | null;
  }
}

/** An operator whose token or session was accepted. */
export interface Admission {
  readonly operator: Operator;
  /** Whether they are signed in to the console. */
  readonly isConsole: boolean;
}

/** Enforces the access that each route declares. A route that declares none fails the start. */
export function registerAccess(
  app: FastifyInstance,
  {
    authenticate,
    checkAdmin,
    checkRoomOpen,
    checkProjects,
  }: {
    authenticate: AuthenticateToken;
    checkAdmin: (request: FastifyRequest) => Promise<Admission>;
    checkRoomOpen: (uuid: string, projectId: string) => void | Promise<void>;
    /** Whether what the request names is of the operator's projects. */
    checkProjects: (
      operation: ManagementOperation,
      request: FastifyRequest,
      operator: Operator,
    ) => Promise<void>;
  },
): void {
  const declared: DeclaredAccess[] = [];
  app.decorate('declaredAccess', declared);
  app.decorateRequest('caller', null);
  app.decorateRequest('admission', null);
  app.addHook('onRoute', (route) => {
    const access = accessOf(route);
    const methods = toList(route.method).filter((method) => method !== 'HEAD');
    declared.push(...methods.map((method) => ({ method, url: route.url, access })));
    if (isManagement(access)) {
      route.onRequest = [...toList(route.onRequest), operatorCheck(access)];
      // The first: it must refuse what is another's before anything else looks at it.
      route.preHandler = [projectCheck(access), ...toList(route.preHandler)];
    } else if (access === 'console') route.onRequest = [...toList(route.onRequest), consoleCheck];
    else if (isOperation(access)) route.onRequest = [...toList(route.onRequest), tokenCheck(access)];
  });

  function operatorCheck(operation: ManagementOperation) {
    return async (request: FastifyRequest): Promise<void> => {
      const admission = await checkAdmin(request);
      checkRole(operation, admission.operator);
      request.admission = admission;
    };
  }

  /** After validation, so that every name has its form. */
  function projectCheck(operation: ManagementOperation) {
    return async (request: FastifyRequest): Promise<void> =>
      await checkProjects(operation, request, operatorFor(request));
  }

  async function consoleCheck({ headers }: FastifyRequest): Promise<void> {
    checkFromConsole(headers);
  }

  /** A Room token of a banned room is refused, except where it lifts the ban. */
  function checkRoomOfToken({ claims, key }: Caller): void | Promise<void> {
    if (claims.kind === 'room' && claims.uuid !== undefined) return checkRoomOpen(claims.uuid, key.projectId);
  }

  function tokenCheck(operation: Operation) {
    const mustBeOpen = !PERMITTED_WHILE_BANNED.has(operation);
    return (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
      const admit = (caller: Caller) => {
        request.caller = caller;
        checkPermission(operation, caller, (request.params as { uuid?: string }).uuid);
        const isOpen = mustBeOpen && checkRoomOfToken(caller);
        if (isOpen instanceof Promise) isOpen.then(() => done(), done);
        else done();
      };
      const { token } = request.headers;
      if (token === undefined && isTokenElsewhere(request)) throw ApiError.of('token-misplaced');
      const caller = authenticate(token);
      if (caller instanceof Promise) caller.then(admit).catch(done);
      else admit(caller);
    };
  }
}

/** Whether a client seems to have put its token into the wrong header, or into the query. */
function isTokenElsewhere({ headers, query }: FastifyRequest): boolean {
  return headers.authorization !== undefined || (query as { token?: unknown }).token !== undefined;
}

/** The verified bearer of the request's token. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null)
    throw new TypeError('the route declares no token access, so there is no caller');
  return request.caller;
}

export function describeCaller({ caller }: FastifyRequest): object | undefined {
  // A request that is refused before routing has no `caller` at all.
  if (!caller) return undefined;
  const { accessKey, kind, role, uuid } = caller.claims;
  return { accessKey, kind, role, uuid };
}

/** The operator whose request it is. */
export function operatorFor({ admission }: FastifyRequest): Operator {
  if (admission === null)
    throw new TypeError('the route declares no operation of /v1, so there is no operator');
  return admission.operator;
}

/** The only projects that exist for the operator whose request it is; `undefined` = all do. */
export function projectsOf(request: FastifyRequest): readonly string[] | undefined {
  return operatorFor(request).projects ?? undefined;
}

/** The actor for the audit log. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.caller !== null) return clientActor(request.caller.key.accessKey, request.ip);
  const { isConsole = false } = request.admission ?? {};
  return actorFor(operatorFor(request), isConsole, request.ip);
}

/**
 * Checks 5 to 7 of spec §3.5, in that order: kind, role, uuid.
 *
 * @throws {ApiError}
 */
export function checkPermission(operation: Operation, { claims }: Caller, uuid: string | undefined): void {
  const permission: Permission = PERMISSIONS[operation];
  const { kind, role } = claims;
  const lowestRole = permission[kind];
  if (lowestRole === undefined) throw ApiError.of(forbiddenFor(permission));
  if (!isRoleAtLeast(role, lowestRole)) throw ApiError.of('role-forbidden', role);
  if (kind !== 'sdk' && claims.uuid !== uuid) throw ApiError.of(`${kind}-forbidden`);
}

/** Names the resource that the route is about. */
function forbiddenFor(permission: Permission) {
  if (permission.room !== undefined) return 'room-forbidden';
  return permission.task !== undefined ? 'task-forbidden' : 'team-forbidden';
}

export function isOperation(access: Access | undefined): access is Operation {
  return access !== undefined && Object.hasOwn(PERMISSIONS, access);
}

export function isManagement(access: Access | undefined): access is ManagementOperation {
  return access !== undefined && Object.hasOwn(MANAGEMENT, access);
}

function accessOf(route: RouteOptions): Access {
  const access = route.config?.access;
  if (access === undefined) throw new TypeError(`${route.method} ${route.url} does not declare its access`);
  if (!isManagement(access) && !isOperation(access) && !OPEN.has(access))
    throw new TypeError(`${route.method} ${route.url} declares ${access}, which is in no table`);
  return access;
}

function toList<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
