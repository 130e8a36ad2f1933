import { type IRateLimiterOptions, type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible';

/** What one process of a server tells the others, by topic. */
export interface Topics {
  /** A row that this process has changed. */
  readonly 'row-changed': { readonly table: string; readonly id: string };
  /** Somebody has sent a wrong secret. */
  readonly 'attempt-failed': null;
  /** What was taken of limited rates since the last word: of which id, of how many at most. */
  readonly 'rates-taken': {
    readonly rates: string;
    readonly taken: readonly (readonly [string, number, number])[];
  };
  /** How many connections this process has by now, by network. */
  readonly connections: readonly (readonly [string, number])[];
  /** This process has just begun, and knows nothing of the others. */
  readonly begun: null;
}

export type Topic = keyof Topics;

/** The other processes of this server (`BOARDGATE_WORKERS`), through which limits count for the whole. */
export interface Siblings {
  /** Whether there are none: then nobody needs to be told. */
  readonly areNone: boolean;
  /** The others hear it in the order in which it was told. */
  readonly tell: <Name extends Topic>(topic: Name, content: Topics[Name]) => void;
  /** Returns once the others have heard it, or after a second at most. */
  readonly tellAndWait: <Name extends Topic>(topic: Name, content: Topics[Name]) => Promise<void>;
  readonly hear: <Name extends Topic>(
    topic: Name,
    listener: (content: Topics[Name], from: number) => void,
  ) => void;
  /** Calls back when another process has ended. */
  readonly onEnded: (listener: (who: number) => void) => void;
  /** A counter that all of them share. `name` tells it from the others. */
  readonly createLimiter: (name: string, options: IRateLimiterOptions) => RateLimiterAbstract;
  /** Adds up the metrics of all; `undefined` = there is nothing to add. */
  readonly metrics: SharedMetrics | undefined;
}

export interface SharedMetrics {
  /** @param read gives this process's metrics in prom-client's own form. */
  readonly share: (read: () => Promise<unknown>) => void;
  /** The metrics of all processes together, as text. */
  readonly read: () => Promise<string>;
}

/** Of a server that is one process. */
export const NO_SIBLINGS: Siblings = {
  areNone: true,
  tell: () => {},
  tellAndWait: async () => {},
  hear: () => {},
  onEnded: () => {},
  createLimiter: (keyPrefix, options) => new RateLimiterMemory({ ...options, keyPrefix }),
  metrics: undefined,
};
