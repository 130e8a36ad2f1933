import type { Topic } from '../base/siblings.ts';

/** What the processes of a server send one another. Others use the same channel: Node.js, and the shared counters. */

/** Tells a worker of ours its place, from 1. */
export const PLACE_VARIABLE = 'WORKER_PLACE';

interface Envelope {
  readonly boardgate: true;
}

/** From a worker to the process that runs the workers. */
export type FromWorker = Envelope &
  (
    | { readonly type: 'serving'; readonly serving: Serving }
    | { readonly type: 'tell'; readonly topic: Topic; readonly content: unknown; readonly receipt?: number }
    | { readonly type: 'heard'; readonly from: number; readonly receipt: number }
    | { readonly type: 'read-metrics'; readonly receipt: number }
    | { readonly type: 'metrics'; readonly receipt: number; readonly metrics: unknown }
  );

/** From the process that runs the workers to a worker. */
export type ToWorker = Envelope &
  (
    | { readonly type: 'stop' }
    | {
        readonly type: 'told';
        readonly topic: Topic;
        readonly content: unknown;
        readonly from: number;
        readonly receipt?: number;
      }
    | { readonly type: 'all-heard'; readonly receipt: number }
    | { readonly type: 'ended'; readonly who: number }
    | { readonly type: 'share-metrics'; readonly receipt: number }
    | { readonly type: 'all-metrics'; readonly receipt: number; readonly text: string }
  );

/** What a worker says once it serves. */
export interface Serving {
  readonly url: string;
  readonly publicUrl: string;
  /** What it converts, and what is missing for more; only of the worker that converts. */
  readonly formats?: { readonly summary: string; readonly warnings: readonly string[] };
}

export function isOurs(message: unknown): message is Envelope {
  return (message as Partial<Envelope> | null)?.boardgate === true;
}
