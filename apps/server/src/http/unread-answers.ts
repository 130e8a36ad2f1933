import type { Socket } from 'node:net';

/** Bytes of answers that clients have not read and the kernel does not hold. */
const MAX_UNREAD = 64 * 1024 * 1024;
const MAX_UNREAD_PER_ADDRESS = 8 * 1024 * 1024;

/**
 * Cuts off those who leave most unread, until what is unread is within its bounds, of each address and in all. Adding up now and then costs
 * the hot path nothing; between two looks a server makes at most some tens of megabytes of answers.
 *
 * @param connections the open connections with the address of each
 */
export function closeLargestReaders(connections: ReadonlyMap<Socket, string>): void {
  let total = 0;
  const byAddress = new Map<string, number>();
  const unread: { readonly socket: Socket; readonly address: string; readonly bytes: number }[] = [];
  for (const [socket, address] of connections) {
    const bytes = socket.writableLength;
    if (bytes === 0) continue;
    total += bytes;
    byAddress.set(address, (byAddress.get(address) ?? 0) + bytes);
    unread.push({ socket, address, bytes });
  }
  unread.sort((one, other) => other.bytes - one.bytes);
  for (const { socket, address, bytes } of unread) {
    const ofAddress = byAddress.get(address) ?? 0;
    if (total <= MAX_UNREAD && ofAddress <= MAX_UNREAD_PER_ADDRESS) continue;
    socket.destroy();
    total -= bytes;
    byAddress.set(address, ofAddress - bytes);
  }
}
