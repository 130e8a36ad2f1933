import type { TokenClaims } from '@boardgate/token';
import type { LoadedConfig } from '../config/config.ts';
import { Rooms } from '../rooms/rooms.ts';
import { TokenInspector } from '../tokens/token-inspector.ts';
import { keysOf, tasksOf, withContext } from './cli-context.ts';
import { showSpan } from './lifespan.ts';
import { readArgument } from './options.ts';
import { fieldLines, print, printJson, showTime } from './output.ts';

const KIND_NAMES = { sdk: 'SDK token', room: 'Room token', task: 'Task token' };

/** Tells whether this server accepts the token. */
export async function inspectToken(loaded: LoadedConfig, text: string, isJson: boolean): Promise<boolean> {
  const token = readArgument(text);
  const inspection = await withContext(loaded, (context) => {
    const { config, database, now } = context;
    const keys = keysOf(context);
    const rooms = new Rooms(database, now);
    const tasks = tasksOf(context);
    return new TokenInspector({ config, database, keys, rooms, tasks, now }).inspect(token);
  });
  if (isJson) {
    const { toInspectionObject } = await import('../tokens/inspection-view.ts');
    printJson(toInspectionObject(inspection));
    return inspection.isValid;
  }
  if (inspection.isValid) {
    print(describe(inspection.claims, Date.now(), false));
    print('Valid: the signature is correct, and this server accepts the token.');
    return true;
  }
  const { claims, isSecretExposed, reason, mistake, advice } = inspection;
  if (claims !== undefined) print(describe(claims, Date.now(), isSecretExposed));
  print(`Refused (${reason}${mistake === null ? '' : `, ${mistake}`}): ${advice}`);
  return false;
}

function describe(claims: TokenClaims, now: number, isSecretExposed: boolean): string {
  const { expiresAt, issuedAt } = claims;
  const fields: [string, string | undefined][] = [
    ['kind', KIND_NAMES[claims.kind]],
    ['access key', isSecretExposed ? '(a secret key, not shown)' : claims.accessKey],
    ['role', claims.role],
    ['uuid', claims.uuid],
    ['issued', issuedAt === undefined ? 'unknown: the nonce contains no time' : showTime(issuedAt)],
    [
      'expires',
      expiresAt === undefined ? 'never' : `${showTime(expiresAt)} (${showDistance(expiresAt - now)})`,
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

function showDistance(ms: number): string {
  return ms > 0 ? `in ${showSpan(ms)}` : `${showSpan(-ms)} ago`;
}
