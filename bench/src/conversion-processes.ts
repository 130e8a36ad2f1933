import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often to scan the processes below the server. A renderer lives for a second or more. */
const LOOK_MS = 20;
/** More often if they move to another core: until then they share the server's core. */
const PIN_LOOK_MS = 3;

/** All descendants of a process: `bwrap` stands between the server and its renderer. */
function descendantsOf(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Empty if the process has exited. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Excludes `bwrap` and others that have the renderer's command line in their own. */
function isRenderer(pid: number): boolean {
  const [program, ...args] = read(`/proc/${pid}/cmdline`).split('\0');
  return program?.endsWith('/node') === true && args.some((arg) => arg.endsWith('/renderer/main.ts'));
}

/** The server that the benchmark started. @throws {Error} if there is none, or more than one. */
export function findServer(): number {
  const servers = descendantsOf(process.pid).filter((pid) => {
    const words = read(`/proc/${pid}/cmdline`).split('\0');
    return words.some((word) => word.endsWith('/boardgate.js')) && words.includes('serve');
  });
  const [server] = servers;
  if (server === undefined || servers.length > 1) throw new Error('the server’s process was not found');
  return server;
}

/**
 * Watches the memory of the renderers below a server. The returned function stops it and returns the peak of each in
 * megabytes.
 */
export function watchRenderers(server: number): () => readonly number[] {
  const peaks = new Map<number, number>();
  const timer = setInterval(() => {
    for (const pid of descendantsOf(server)) {
      // The kernel keeps the peak; only a rise in the last moment of a process is lost.
      const line = /VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`));
      if (line !== null && isRenderer(pid)) peaks.set(pid, Number(line[1]) / 1024);
    }
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return [...peaks.values()];
  };
}

/**
 * Moves every thread of a process to one core. Resolves to whether it succeeded: the process may have exited, or
 * `taskset` may be missing.
 */
export function pin(pid: number, core: number): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('taskset', ['-a', '-c', '-p', `${core}`, `${pid}`], (error) => resolve(error === null));
  });
}

/**
 * Moves every process that a server starts to one core. The returned function stops it and returns how many were
 * moved.
 */
export function pinDescendants(server: number, core: number): () => number {
  let moved = 0;
  const cores = (pid: number) => /Cpus_allowed_list:\s+(\S+)/.exec(read(`/proc/${pid}/status`))?.[1];
  const underWay = new Set<number>();
  const timer = setInterval(() => {
    for (const pid of descendantsOf(server)) {
      if (underWay.has(pid) || cores(pid) === undefined || cores(pid) === `${core}`) continue;
      underWay.add(pid);
      void pin(pid, core).then((isDone) => {
        if (isDone) moved++;
        underWay.delete(pid);
      });
    }
  }, PIN_LOOK_MS);
  return () => {
    clearInterval(timer);
    return moved;
  };
}
