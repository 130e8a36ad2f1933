import type { TokenClaims } from '@boardgate/token';
import type { LoadedConfig } from '../config/config.ts';
import { Tasks } from '../conversions/queue/tasks.ts';
import { KeyManagement } from '../keys/key-management.ts';
import { Rooms } from '../rooms/rooms.ts';
import { toInspectionObject } from '../tokens/inspection-view.ts';
import { TokenInspector } from '../tokens/token-inspector.ts';
import { withContext } from './cli-context.ts';
import { showSpan } from './lifespan.ts';
import { readArgument } from './options.ts';
import { print, showTime } from './output.ts';

const KIND_NAMES = { sdk: 'SDK token', room: 'Room token', task: 'Task token' };

/** Prints what a token claims and, in plain words, whether this server accepts it. Tells whether it does. */
export async function inspectToken(loaded: LoadedConfig, text: string, isJson: boolean): Promise<boolean> {
  const token = readArgument(text);
  const inspection = await withContext(loaded, ({ config, database, vault, now }) => {
    const keys = new KeyManagement(database, vault, now);
    const rooms = new Rooms(database, now);
    const tasks = new Tasks(database, now);
    return new TokenInspector({ config, database, keys, rooms, tasks, now }).inspect(token);
  });
  if (isJson) {
    print(JSON.stringify(toInspectionObject(inspection), null, 2));
    return inspection.isValid;
  }
  if (inspection.isValid) {
    print(describe(inspection.claims, Date.now(), false));
    print('Good: the signature is right and the token is accepted.');
    return true;
  }
  const { claims, isSecretExposed, reason, mistake, advice } = inspection;
  if (claims !== undefined) print(describe(claims, Date.now(), isSecretExposed));
  print(`Refused (${reason}${mistake === null ? '' : `, ${mistake}`}): ${advice}`);
  return false;
}

function describe(claims: TokenClaims, now: number, isSecretExposed: boolean): string {
  const lines = [
    ['kind', KIND_NAMES[claims.kind]],
    ['access key', isSecretExposed ? '(a secret key, not shown)' : claims.accessKey],
    ['role', claims.role],
    ['uuid', claims.uuid],
    ['issued', claims.issuedAt === undefined ? 'the nonce carries no time' : showTime(claims.issuedAt)],
    [
      'expires',
      claims.expiresAt === undefined
        ? 'never'
        : `${showTime(claims.expiresAt)} (${showDistance(claims.expiresAt - now)})`,
    ],
    ['nonce', claims.nonce],
    ...Object.entries(claims.extra).map(([name, value]) => [`extra ${name}`, value]),
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name?.padEnd(12)}${JSON.stringify(value).slice(1, -1)}`)
    .join('\n');
}

function showDistance(ms: number): string {
  return ms > 0 ? `in ${showSpan(ms)}` : `${showSpan(-ms)} ago`;
}
