import type { Postgres } from '../servers/postgres.ts';

/** One way to break the service, tried on real processes. */
export interface Fault {
  /** What an operator meets. */
  readonly name: string;
  readonly promise: string;
  readonly run: (surroundings: Surroundings) => Promise<Seen>;
}

export interface Surroundings {
  /** An empty folder of the fault's own. */
  readonly folder: string;
  /** A database of its own on a real PostgreSQL, empty. */
  readonly databaseUrl: string;
  readonly postgres: Postgres;
}

export interface Seen {
  /** With figures. */
  readonly text: string;
  readonly isKept: boolean;
}

export const count = (value: number) => value.toLocaleString('en-US');
