import { connect, type Socket } from 'node:net';

/** The server that is abused, and what the abuser has there: an SDK token of a writer in a project of its own. */
export interface Target {
  readonly port: number;
  readonly token: string;
}

/** One way to wear a server down. It runs until its process is ended. */
export interface Abuse {
  /** What the table says. */
  readonly title: string;
  readonly start: (target: Target) => void | Promise<void>;
  /** Who must not notice; default: somebody who asks for Room tokens. */
  readonly quietTenant?: QuietTenant;
  /** How many times its own p99 the quiet tenant's may be; default: 3. */
  readonly maxSlowdown?: number;
}

/** Asks a server for a time, and returns how long each answer took, in milliseconds. */
export type QuietTenant = (url: string) => Promise<(ms: number) => Promise<number[]>>;

/** Every abuser has a project of its own. */
export const ABUSERS = Array.from({ length: 10 }, (_, at) => ({
  accessKey: `abuser-ak-${at}`,
  secretKey: `abuser-sk-${at}`,
}));

/** An address of its own: limits per address must hit the abuser and spare the quiet tenant. */
export const ABUSERS_ADDRESS = '127.0.0.2';

/** Waits before it connects again, so that the abuse is of what a connection does, not of connecting. */
const RECONNECT_MS = 100;

/** Keeps a number of connections open, and opens a new one for each that the server closes. */
export function keepConnected(port: number, connections: number, begin: (socket: Socket) => void): void {
  const open = () => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: ABUSERS_ADDRESS });
    socket.on('error', () => {});
    socket.once('close', () => setTimeout(open, RECONNECT_MS));
    socket.once('connect', () => begin(socket));
  };
  for (let i = 0; i < connections; i++) open();
}

/** Sends the requests at once and reads none of the answers. */
export function sendUnread(socket: Socket, request: string, times: number): void {
  socket.pause();
  socket.write(request.repeat(times));
}

export function get(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: b\r\n${lines.join('')}\r\n`;
}
