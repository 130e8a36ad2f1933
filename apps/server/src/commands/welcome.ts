import type { Config } from '../config/config.ts';
import { consoleUrl, signInLink } from '../console/console-url.ts';
import type { KeyPair } from '../keys/key-management.ts';
import type { FirstStart } from './first-start.ts';

const HOUR_MS = 3_600_000;

/** What a start prints. */
export function welcome(
  url: string,
  publicUrl: string,
  config: Config,
  { pair: generated, adminToken, signInCode }: FirstStart,
  formats: string | undefined,
): string {
  const lines = [
    `Boardgate serves ${url}/v5 (documentation: ${url}/docs). Stop it with Ctrl-C.`,
    ...(formats === undefined ? [] : [formats]),
    ...consoleLines(publicUrl, signInCode),
  ];
  if (generated !== undefined) {
    lines.push(
      '',
      'This is the first start. These are your keys. The secret key is shown only once:',
      '',
      `  access key (AK)   ${generated.accessKey}`,
      `  secret key (SK)   ${generated.secretKey}`,
      '',
      'To get tokens, paste these lines into another terminal, one at a time:',
      '',
      ...curlLines(url, config, `'${credentialsJson(generated, config)}'`),
    );
  } else if (config.accessKey !== undefined) {
    // Configured keys are not printed: the shell reads them from the environment.
    const fromEnvironment = { accessKey: '$BOARDGATE_ACCESS_KEY', secretKey: '$BOARDGATE_SECRET_KEY' };
    lines.push(
      '',
      'To get tokens, paste these lines into a shell where BOARDGATE_ACCESS_KEY and BOARDGATE_SECRET_KEY are set:',
      '',
      ...curlLines(url, config, JSON.stringify(credentialsJson(fromEnvironment, config))),
    );
  } else {
    lines.push(
      ...(signInCode === undefined ? [] : ['']),
      'To create another key pair: npx boardgate keys create',
    );
  }
  if (adminToken !== undefined) {
    lines.push(
      '',
      'The management API under /v1 requires this admin token. It is shown only once:',
      '',
      `  admin token       ${adminToken}`,
    );
  }
  return lines.join('\n');
}

function consoleLines(publicUrl: string, signInCode: string | undefined): string[] {
  if (signInCode === undefined)
    return [`Console: ${consoleUrl(publicUrl)} (for a sign-in link: npx boardgate console)`];
  return [
    '',
    'To manage everything in a browser, open this link. It signs you in once, within 15 minutes:',
    '',
    `  ${signInLink(publicUrl, signInCode)}`,
  ];
}

function credentialsJson({ accessKey, secretKey }: KeyPair, config: Config): string {
  return JSON.stringify({
    accessKey,
    secretAccessKey: secretKey,
    lifespan: lifespanOf(config),
    role: 'admin',
  });
}

/** An hour, or less if the configuration allows less: the printed lines must work. */
function lifespanOf({ maxLifespanMs = HOUR_MS }: Config): number {
  return Math.min(HOUR_MS, maxLifespanMs);
}

/** How to get tokens. With external resources the caller fills in the uuids. */
function curlLines(url: string, config: Config, quotedCredentials: string): string[] {
  const region = config.defaultRegion ?? config.regions[0] ?? '';
  const curl = `curl -sS -X POST -H 'region: ${region}' -H 'content-type: application/json'`;
  const withToken = `${curl} -H "token: $SDK_TOKEN"`;
  const issue = (path: string) =>
    `${withToken} -d '{"lifespan":${lifespanOf(config)},"role":"admin"}' ${url}/v5/tokens/${path}; echo`;

  const sdk = `SDK_TOKEN=$(${curl} -d ${quotedCredentials} ${url}/v5/tokens/teams | tr -d '"'); echo "$SDK_TOKEN"`;
  if (config.resources === 'external')
    return [sdk, issue('rooms/UUID-OF-A-ROOM'), issue('tasks/UUID-OF-A-TASK')];
  const room = `ROOM_UUID=$(${withToken} ${url}/v5/rooms | sed 's/.*"uuid":"\\([^"]*\\)".*/\\1/'); echo "$ROOM_UUID"`;
  return [sdk, room, issue('rooms/$ROOM_UUID')];
}
