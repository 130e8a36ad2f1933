import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'boardgate_session';

/** What the browser sends as its session, good or not. */
export function sessionCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/**
 * Out of reach of scripts and of other sites' requests. No `Max-Age`: the browser forgets it when it is closed, and the server ends the
 * session itself.
 */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(NAME, token, attributesOf(request));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, attributesOf(request));
}

function attributesOf({ protocol }: FastifyRequest) {
  // Of a proxy that is not trusted nothing is believed. A browser would not take a Secure cookie over plain HTTP.
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
