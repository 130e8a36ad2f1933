import type { DecodedClaims } from '@boardgate/token/diagnose';
import type { Operation } from '../access/permissions.ts';
import type { LoadedConfig } from '../config/config.ts';
import { Rooms } from '../rooms/rooms.ts';
import { type Inspection, TokenInspector } from '../tokens/token-inspector.ts';
import { keysOf, tasksOf, withContext } from './cli-context.ts';
import { showSpan } from './lifespan.ts';
import { showLocalTime } from './local-time.ts';
import { readArgument } from './options.ts';
import { fieldLines, print, printJson, showTime } from './output.ts';

const KIND_NAMES = { sdk: 'SDK token', room: 'Room token', task: 'Task token' };

/** Prints what a token claims and whether this server accepts it, for an operation if one is given. Tells whether it does. */
export async function inspectToken(
  loaded: LoadedConfig,
  text: string,
  { isJson, operation }: { readonly isJson: boolean; readonly operation: Operation | undefined },
): Promise<boolean> {
  const token = readArgument(text);
  const inspection = await withContext(loaded, (context) => {
    const { config, database, now } = context;
    const keys = keysOf(context);
    const rooms = new Rooms(database, now);
    const tasks = tasksOf(context);
    return new TokenInspector({ config, database, keys, rooms, tasks, now }).inspect(token, operation);
  });
  if (isJson) {
    const { toInspectionObject } = await import('../tokens/inspection-view.ts');
    printJson(toInspectionObject(inspection));
  } else printInspection(inspection);
  return inspection.isValid && inspection.permission?.isPermitted !== false;
}

function printInspection(inspection: Inspection): void {
  const { claims, warnings } = inspection;
  if (claims !== undefined) print(describe(claims, Date.now()));
  print(verdict(inspection));
  for (const { sentence } of warnings) print(`Warning: ${sentence}`);
}

function verdict(inspection: Inspection): string {
  const { permission } = inspection;
  if (!inspection.isValid) {
    const { reason, mistake, explanations } = inspection;
    const head = `Refused (${reason}${mistake === null ? '' : `, ${mistake}`}):`;
    const also = permission?.isPermitted === false ? [`Besides, ${permission.advice}`] : [];
    const sentences = [...explanations.map(({ sentence }) => sentence), ...also];
    return sentences.length === 1
      ? `${head} ${sentences.join('')}`
      : [head, ...sentences.map((sentence, at) => `  ${at + 1}. ${sentence}`)].join('\n');
  }
  if (permission === undefined) return GOOD;
  if (!permission.isPermitted) return `Valid, but ${permission.advice}`;
  return `${GOOD} ${permission.advice.charAt(0).toUpperCase()}${permission.advice.slice(1)}`;
}

const GOOD = 'Valid: the signature is correct, and this server accepts the token.';

function describe(claims: DecodedClaims, now: number): string {
  const { issuedAt, expiresAt } = claims;
  const fields: [string, string | undefined][] = [
    ['kind', KIND_NAMES[claims.kind]],
    ['access key', claims.accessKey],
    ['role', claims.role ?? '(cannot be read)'],
    ['uuid', claims.uuid],
    ['issued', issuedAt === undefined ? 'unknown: the nonce contains no time' : showTimes(issuedAt)],
    [
      'expires',
      expiresAt === undefined ? 'never' : `${showTimes(expiresAt)} (${showDistance(expiresAt - now)})`,
    ],
    ['nonce', claims.nonce],
    ...Object.entries(claims.extra).map(([name, value]): [string, string] => [`extra ${name}`, value]),
  ];
  return fieldLines(
    fields.map(([name, value]) => [escapeControls(name), value && escapeControls(value)]),
    12,
  );
}

/** A token may be a stranger’s: nothing in it may control the terminal. */
function escapeControls(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/\p{Cc}/gu, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);
}

/** A time in UTC and, where that is another, in the reader's zone. */
function showTimes(epochMs: number): string {
  const local = showLocalTime(epochMs);
  return local === undefined ? showTime(epochMs) : `${showTime(epochMs)} = ${local}`;
}

function showDistance(ms: number): string {
  return ms > 0 ? `in ${showSpan(ms)}` : `${showSpan(-ms)} ago`;
}
