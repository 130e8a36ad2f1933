import { codeOf } from './operator-error.ts';

/** Why a database takes no changes, while what it has can be read. */
export type RefusedWrite = 'read-only' | 'disk-full' | 'disk-failing' | 'replaced';

/** What keeps a database from its work. */
export type DatabaseFault = 'unreachable' | RefusedWrite;

/** System errors; PostgreSQL's classes 08 connection, 28 sign-in, 3D no such database, 53 resources, 55 state, 57 operator. */
const UNREACHABLE = /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|EHOST|ENETUNREACH|EAI_|08|28|3D|53|55|57)/;
/** Of the driver of PostgreSQL, which gives these no code. */
const UNREACHABLE_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Postgres connection has been discarded)/;

/** By the code of a system error or of PostgreSQL, which has 25006 on a standby. */
const REFUSED: Readonly<Record<string, RefusedWrite>> = {
  EROFS: 'read-only',
  25006: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  53100: 'disk-full',
  EIO: 'disk-failing',
  58030: 'disk-failing',
  ESTALE: 'replaced',
};

const SQLITE_CONSTRAINT = 19;

/** By the low byte of SQLite's error code; the higher bits tell the reason. */
const SQLITE_FAULTS: Readonly<Record<number, DatabaseFault>> = {
  5: 'unreachable', // busy
  6: 'unreachable', // locked
  8: 'read-only',
  10: 'disk-failing',
  13: 'disk-full',
  14: 'disk-failing', // cannot open a file, such as that of a log
};

/** What an error says of the database; `undefined` = nothing: the statement is at fault. */
export function databaseFaultOf(error: unknown): DatabaseFault | undefined {
  const code = codeOf(error) ?? '';
  if (code === 'ERR_SQLITE_ERROR') {
    const { errcode } = error as { errcode?: unknown };
    return typeof errcode === 'number' ? SQLITE_FAULTS[errcode & 0xff] : undefined;
  }
  if (Object.hasOwn(REFUSED, code)) return REFUSED[code];
  if (UNREACHABLE.test(code)) return 'unreachable';
  return error instanceof Error && UNREACHABLE_MESSAGE.test(error.message) ? 'unreachable' : undefined;
}

/** The same for changes alone. */
export function refusedWriteOf(error: unknown): RefusedWrite | undefined {
  const fault = databaseFaultOf(error);
  return fault === 'unreachable' ? undefined : fault;
}

/** Whether a row was refused because there is one with its key. */
export function isDuplicate(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown };
  return codeOf(error) === '23505' || (typeof errcode === 'number' && (errcode & 0xff) === SQLITE_CONSTRAINT);
}
