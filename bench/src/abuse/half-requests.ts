import { type Abuse, keepConnected } from './abuse.ts';

/** More connections than one address may have, each with almost all of the longest body. */
export const halfRequests: Abuse = {
  title: '1,000 connections begin a body of 65,536 bytes and stop',
  start: ({ port, token }) => {
    const head = `POST /v5/rooms HTTP/1.1\r\nHost: b\r\ntoken: ${token}\r\nregion: us-sv\r\nContent-Length: 65536\r\n\r\n`;
    const body = ' '.repeat(65_000);
    keepConnected(port, 1000, (socket) => {
      socket.resume();
      socket.write(head + body);
    });
  },
};
