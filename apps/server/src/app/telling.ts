import type { FastifyInstance } from 'fastify';
import type { ChangeFeed } from '../database/change-feed.ts';

/** Whoever has the answer to a change may ask another process of this server next: each has heard of it by then. */
export function registerTelling(app: FastifyInstance, { told }: ChangeFeed): void {
  if (told === undefined) return;
  app.addHook('onSend', (_request, _reply, payload, done) => {
    const underWay = told();
    if (underWay === undefined) done(null, payload);
    else underWay.then(() => done(null, payload), done);
  });
}
