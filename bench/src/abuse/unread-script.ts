import { type Abuse, get, keepConnected, sendUnread } from './abuse.ts';

export const unreadScript: Abuse = {
  title: '250 connections ask for /docs/js/scalar.js, unread',
  start: ({ port }) => keepConnected(port, 250, (socket) => sendUnread(socket, get('/docs/js/scalar.js'), 1)),
};
