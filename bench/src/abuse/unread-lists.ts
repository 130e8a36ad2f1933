import { type Abuse, get, keepConnected, sendUnread } from './abuse.ts';

export const unreadLists: Abuse = {
  title: '100 connections pipeline 400 × a list of 1,000 rooms, unread',
  start: ({ port, token }) => {
    const list = get('/v5/rooms?limit=1000', { token, region: 'us-sv' });
    keepConnected(port, 100, (socket) => sendUnread(socket, list, 400));
  },
};
