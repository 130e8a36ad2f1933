import { isRoleAtLeast, type Role, type TokenKind } from '@boardgate/token';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
  RouteOptions,
} from 'fastify';
import { ApiError } from '../errors.ts';
import type { AuthenticateToken, Caller } from '../tokens/authenticate-token.ts';

/** Who may call a route. Every route declares it; there is no default. */
export type Access =
  /** Anyone: what the route tells is no secret. */
  | 'anyone'
  /** Whoever proves an access key in the body: the route checks it itself. */
  | 'credentials'
  /** The bearer of a token: for each kind accepted, the lowest role that will do (spec §3.6). */
  | { readonly token: Partial<Readonly<Record<TokenKind, Role>>> };

/** One row of the table of who may do what. */
export interface DeclaredAccess {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** What the routes declare, in the order they were registered. */
    declaredAccess: readonly DeclaredAccess[];
  }
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Set by the access plugin on every route that takes a token. */
    caller: Caller | null;
  }
}

/** Enforces what each route declares. A route that declares nothing stops the start. */
export function registerAccess(app: FastifyInstance, authenticate: AuthenticateToken): void {
  const declared: DeclaredAccess[] = [];
  app.decorate('declaredAccess', declared);
  app.decorateRequest('caller', null);
  app.addHook('onRoute', (route) => {
    const access = accessOf(route);
    declared.push(...toList(route.method).map((method) => ({ method, url: route.url, access })));
    if (typeof access === 'string') return;
    route.onRequest = [...toList(route.onRequest), checkToken];

    function checkToken(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
      const admit = (caller: Caller) => {
        request.caller = caller;
        checkAccess(access as TokenAccess, caller, (request.params as { uuid?: string }).uuid);
        done();
      };
      const caller = authenticate(request.headers.token);
      if (caller instanceof Promise) caller.then(admit).catch(done);
      else admit(caller);
    }
  });
}

type TokenAccess = Exclude<Access, string>;

/** The verified bearer of the request's token. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null)
    throw new TypeError('the route declares no token access, so there is no caller');
  return request.caller;
}

/**
 * Checks 5 to 7 of spec §3.5, in that order: kind, role, uuid.
 *
 * @throws {ApiError}
 */
export function checkAccess(access: TokenAccess, { claims }: Caller, uuid: string | undefined): void {
  const { kind, role } = claims;
  const lowestRole = access.token[kind];
  if (lowestRole === undefined) throw ApiError.of(forbiddenFor(access));
  if (!isRoleAtLeast(role, lowestRole)) throw ApiError.of('role-forbidden', role);
  if (kind !== 'sdk' && claims.uuid !== uuid) throw ApiError.of(`${kind}-forbidden`);
}

/** A refused kind is answered by what the route is about: a room, a task, else the team. */
function forbiddenFor({ token }: TokenAccess) {
  if (token.room !== undefined) return 'room-forbidden';
  return token.task !== undefined ? 'task-forbidden' : 'team-forbidden';
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
