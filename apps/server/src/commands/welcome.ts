import { styleText } from 'node:util';
import type { Config } from '../config/config.ts';
import { consoleUrl, signInLink } from '../console/console-url.ts';
import type { KeyPair } from '../keys/key-management.ts';
import type { FirstStart } from './first-start.ts';

const HOUR_MS = 3_600_000;

/** In a sandbox root is nobody, but the server itself may do anything. */
const AS_ROOT = 'It runs as root, and need not: a user of its own limits what a fault can do.';

/** What a start prints. */
export function welcome(
  url: string,
  publicUrl: string,
  config: Config,
  { pair: generated, adminToken, signInCode }: FirstStart,
  formats: string | undefined,
): string {
  const lines = [
    `Boardgate serves ${accented(`${url}/v5`)}. Stop it with Ctrl-C.`,
    `Documentation: ${url}/docs`,
    ...(formats === undefined ? [] : [formats]),
    ...(process.getuid?.() === 0 ? [AS_ROOT] : []),
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
      'To get tokens, paste these lines, one at a time, into a shell where',
      'BOARDGATE_ACCESS_KEY and BOARDGATE_SECRET_KEY are set:',
      '',
      // The shell puts the values between the quotes.
      ...curlLines(url, config, `"${credentialsJson(fromEnvironment, config).replaceAll('"', '\\"')}"`),
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
    'To manage everything in a browser, open this link. It signs you in once,',
    'within 15 minutes:',
    '',
    accented(signInLink(publicUrl, signInCode)),
  ];
}

function credentialsJson({ accessKey, secretKey }: KeyPair, config: Config): string {
  const order = JSON.stringify({ accessKey, lifespan: lifespanOf(config), role: 'admin' });
  // In two lines, as all that is to be pasted.
  return `${order.slice(0, -1)},\n    "secretAccessKey":${JSON.stringify(secretKey)}}`;
}

/** Where the terminal has colours, and `NO_COLOR` does not forbid them. */
function accented(text: string): string {
  return styleText('cyan', text, { stream: process.stdout });
}

/** An hour, or less if the configuration allows less: the printed lines must work. */
function lifespanOf({ maxLifespanMs = HOUR_MS }: Config): number {
  return Math.min(HOUR_MS, maxLifespanMs);
}

/**
 * How to get tokens. With external resources the caller fills in the uuids. At 80 columns no line wraps, so that none breaks a URL or a key
 * when it is copied.
 */
function curlLines(url: string, config: Config, quotedCredentials: string): string[] {
  const region = config.defaultRegion ?? config.regions[0] ?? '';
  const post = (path: string, ...options: string[]) => [
    `curl -sS -X POST ${url}/v5/${path}`,
    `-H 'region: ${region}' -H 'content-type: application/json'`,
    ...options,
  ];
  const withToken = '-H "token: $SDK_TOKEN"';
  const order = `-d '{"lifespan":${lifespanOf(config)},"role":"admin"}'`;
  const issue = (path: string) => [...post(`tokens/${path}`, withToken, order), '; echo'];

  const sdk = [
    `SDK_TOKEN=$(${post('tokens/teams').join(CONTINUED)}`,
    `-d ${quotedCredentials}`,
    `| tr -d '"'); echo "$SDK_TOKEN"`,
  ];
  if (config.resources === 'external')
    return [sdk, issue('rooms/UUID-OF-A-ROOM'), issue('tasks/UUID-OF-A-TASK')].map((parts) =>
      parts.join(CONTINUED),
    );
  const room = [
    `ROOM_UUID=$(${post('rooms', withToken).join(CONTINUED)}`,
    `| sed 's/.*"uuid":"\\([^"]*\\)".*/\\1/'); echo "$ROOM_UUID"`,
  ];
  return [sdk, room, issue('rooms/$ROOM_UUID')].map((parts) => parts.join(CONTINUED));
}

/** The shell reads on in the next line. */
const CONTINUED = ' \\\n  ';
