import { type Abuse, get, keepConnected } from './abuse.ts';

/** Keeps the server busy rather than full. */
function readPipeline(path: string): Abuse {
  const requests = get(path).repeat(1000);
  return {
    title: `1,000 × ${path} pipelined and read, again and again`,
    start: ({ port }) =>
      keepConnected(port, 1, (socket) => {
        socket.resume();
        socket.write(requests);
        socket.on('drain', () => socket.write(requests));
      }),
  };
}

export const readDocument = readPipeline('/openapi.json');
export const readMetrics = readPipeline('/metrics');
