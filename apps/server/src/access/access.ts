import { isRoleAtLeast } from '@boardgate/token';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
  RouteOptions,
} from 'fastify';
import { type Actor, consoleActor } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import type { AuthenticateToken, Caller } from './caller.ts';
import { checkFromConsole } from './console-request.ts';
import { type Operation, PERMISSIONS, type Permission } from './permissions.ts';

/** Who may call a route. Every route declares it; there is no default. */
export type Access =
  /** Anyone: the answer holds no secret. */
  | 'anyone'
  /** The owner of an access key, who proves it in the body: the route checks it. */
  | 'credentials'
  /** The bearer of the admin token, or a session of the console. */
  | 'admin'
  /** The console's own page: the route checks the sign-in or the session. */
  | 'console'
  /** The bearer of a token that permits the operation. */
  | Operation;

/** A route and who may call it. */
export interface DeclaredAccess {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** What every route declares, in order of registration. */
    declaredAccess: readonly DeclaredAccess[];
  }
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Set by the access plugin on every route that takes a token. */
    caller: Caller | null;
    /** What admitted a request to `/v1`; set by the access plugin. */
    admin: AdminProof | null;
  }
}

/** What admits a request to `/v1`. */
export type AdminProof = 'admin token' | 'console session';

/** Enforces what each route declares. The server does not start if a route declares nothing. */
export function registerAccess(
  app: FastifyInstance,
  {
    authenticate,
    checkAdmin,
    checkRoomOpen,
  }: {
    authenticate: AuthenticateToken;
    checkAdmin: (request: FastifyRequest) => Promise<AdminProof>;
    checkRoomOpen: (uuid: string, projectId: string) => void | Promise<void>;
  },
): void {
  const declared: DeclaredAccess[] = [];
  app.decorate('declaredAccess', declared);
  app.decorateRequest('caller', null);
  app.decorateRequest('admin', null);
  app.addHook('onRoute', (route) => {
    const access = accessOf(route);
    declared.push(...toList(route.method).map((method) => ({ method, url: route.url, access })));
    if (access === 'admin') route.onRequest = [...toList(route.onRequest), adminCheck];
    else if (access === 'console') route.onRequest = [...toList(route.onRequest), consoleCheck];
    else if (isOperation(access)) route.onRequest = [...toList(route.onRequest), tokenCheck(access)];
  });

  async function adminCheck(request: FastifyRequest): Promise<void> {
    request.admin = await checkAdmin(request);
  }

  async function consoleCheck({ headers }: FastifyRequest): Promise<void> {
    checkFromConsole(headers);
  }

  /** A ban holds everywhere: a token for a banned room is refused on every route. */
  function checkRoomOfToken({ claims, key }: Caller): void | Promise<void> {
    if (claims.kind === 'room' && claims.uuid !== undefined) return checkRoomOpen(claims.uuid, key.projectId);
  }

  function tokenCheck(operation: Operation) {
    return (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
      const admit = (caller: Caller) => {
        request.caller = caller;
        checkPermission(operation, caller, (request.params as { uuid?: string }).uuid);
        const isOpen = checkRoomOfToken(caller);
        if (isOpen instanceof Promise) isOpen.then(() => done(), done);
        else done();
      };
      const caller = authenticate(request.headers.token);
      if (caller instanceof Promise) caller.then(admit).catch(done);
      else admit(caller);
    };
  }
}

/** The verified bearer of the request's token. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null)
    throw new TypeError('the route declares no token access, so there is no caller');
  return request.caller;
}

/** What the log may say about a verified caller. */
export function describeCaller({ caller }: FastifyRequest): object | undefined {
  // A request that was refused before routing has no caller at all.
  if (!caller) return undefined;
  const { accessKey, kind, role, uuid } = caller.claims;
  return { accessKey, kind, role, uuid };
}

/** Who the audit log names: the key that signed the request's token, else the console or the bearer of the admin token. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.admin === 'console session') return consoleActor(request.ip);
  const name = request.caller === null ? 'admin' : `key:${request.caller.key.accessKey}`;
  return { name, address: request.ip };
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

/** The refusal of a wrong kind names what the route is about: a room, a task, or else the team. */
function forbiddenFor(permission: Permission) {
  if (permission.room !== undefined) return 'room-forbidden';
  return permission.task !== undefined ? 'task-forbidden' : 'team-forbidden';
}

export function isOperation(access: Access | undefined): access is Operation {
  return access !== undefined && Object.hasOwn(PERMISSIONS, access);
}

function accessOf(route: RouteOptions): Access {
  const access = route.config?.access;
  if (access === undefined) throw new TypeError(`${route.method} ${route.url} does not declare its access`);
  return access;
}

function toList<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
