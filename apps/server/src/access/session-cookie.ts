import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'boardgate_session';

/** The session token that the browser sent, valid or not. */
export function sessionCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/**
 * Neither scripts nor other sites' requests can use the cookie. It has no `Max-Age`: the browser drops it when it closes, and the server
 * ends the session.
 */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(NAME, token, attributesOf(request));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, attributesOf(request));
}

function attributesOf({ protocol }: FastifyRequest) {
  // Only a trusted proxy is believed. A browser refuses a Secure cookie over plain HTTP.
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
