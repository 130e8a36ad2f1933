import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** How many bodies of one address may be under way at a time. */
const MAX_PER_ADDRESS = 64;

/** The open connections of one address. */
interface Address {
  readonly idle: Set<Socket>;
  readonly unfinished: Set<Socket>;
  readonly paused: Set<Socket>;
}

const watchers = new WeakMap<object, UnfinishedBodies>();

/**
 * Holds back who begins bodies and does not finish them: a thousand of 64 kB had the garbage collector keep everybody waiting. Beyond the
 * limit nothing more is read from the address's other connections. What they send stays in the kernel until there is a place, or until
 * their time is up.
 */
export class UnfinishedBodies {
  readonly #addresses = new Map<string, Address>();
  readonly #names = new Map<Socket, string>();

  constructor(server: Server) {
    watchers.set(server, this);
  }

  add(socket: Socket, address: string): void {
    const known = this.#addresses.get(address);
    const connections = known ?? { idle: new Set(), unfinished: new Set(), paused: new Set() };
    if (known === undefined) this.#addresses.set(address, connections);
    this.#names.set(socket, address);
    connections.idle.add(socket);
    // Later: a new connection begins to flow in the next tick.
    process.nextTick(() => {
      const isFull = connections.unfinished.size >= MAX_PER_ADDRESS;
      if (isFull && connections.idle.has(socket)) pause(connections, socket);
    });
  }

  remove(socket: Socket): void {
    const name = this.#names.get(socket) ?? '';
    this.#names.delete(socket);
    const connections = this.#addresses.get(name);
    if (connections === undefined) return;
    for (const sockets of Object.values(connections)) sockets.delete(socket);
    const count = connections.idle.size + connections.unfinished.size + connections.paused.size;
    if (count === 0) this.#addresses.delete(name);
    else resumeSome(connections);
  }

  /** Lets those that wait go on where there is room again: what was resumed may have had nothing to finish. */
  resume(): void {
    for (const connections of this.#addresses.values()) resumeSome(connections);
  }

  begin(socket: Socket): void {
    const connections = this.#of(socket);
    if (connections === undefined || connections.unfinished.has(socket)) return;
    connections.idle.delete(socket);
    connections.unfinished.add(socket);
    if (connections.unfinished.size < MAX_PER_ADDRESS) return;
    for (const other of connections.idle) pause(connections, other);
  }

  finish(socket: Socket): void {
    const connections = this.#of(socket);
    if (connections === undefined || !connections.unfinished.delete(socket)) return;
    connections.idle.add(socket);
    resumeSome(connections);
  }

  #of(socket: Socket): Address | undefined {
    return this.#addresses.get(this.#names.get(socket) ?? '');
  }
}

/** To be called when the first piece of a body is there and the rest is not. */
export function watchUnfinished(request: IncomingMessage): void {
  const { socket } = request as { socket: Socket & { readonly server?: object } };
  const watcher = socket.server && watchers.get(socket.server);
  if (watcher === undefined) return;
  watcher.begin(socket);
  request.once('close', () => watcher.finish(socket));
}

function pause({ idle, paused }: Address, socket: Socket): void {
  idle.delete(socket);
  paused.add(socket);
  socket.pause();
}

function resumeSome({ idle, unfinished, paused }: Address): void {
  let places = MAX_PER_ADDRESS - unfinished.size;
  for (const socket of paused) {
    if (places-- <= 0) return;
    paused.delete(socket);
    idle.add(socket);
    socket.resume();
  }
}
