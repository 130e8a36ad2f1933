import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'boardgate_session';

export function sessionCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/**
 * Scripts and other sites cannot use the cookie. It has no `Max-Age`: the browser drops it on closing, and the server ends the session.
 */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(NAME, token, attributesOf(request));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, attributesOf(request));
}

function attributesOf({ protocol }: FastifyRequest) {
  // Fastify reads the protocol only from trusted proxies. Over plain HTTP, browsers reject a Secure cookie.
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
