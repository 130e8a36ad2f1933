import { type Abuse, get, keepConnected, sendUnread } from './abuse.ts';

/** 468 kB of requests a connection, whose answers would take 500 MB. */
export const unreadPipeline: Abuse = {
  title: '9 connections pipeline 12,000 × /openapi.json, unread',
  start: ({ port }) => keepConnected(port, 9, (socket) => sendUnread(socket, get('/openapi.json'), 12_000)),
};
