import { decodeUnverifiedToken, TOKEN_KINDS, verifyToken } from '@boardgate/token';
import type { TestServer } from '../support/test-server.ts';

const TOKEN = /NETLESS(?:SDK|ROOM|TASK)_[\w-]{20,}/g;
/** The same character many times over. */
const RUN = /([a-z])\1{63,}/g;
const KIND_NAMES = { sdk: 'SDK', room: 'Room', task: 'Task' };

/** Random values, numbered in order of appearance. */
const RANDOM: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['token revocation', /(?<=token(?::|%3A))[0-9a-f]{8}[\w-]{22}/g],
  ['delivery', /msg_[\w-]{16,}/g],
  ['webhook secret', /whsec_[A-Za-z0-9+/]{43}=/g],
  ['admin token', /boardgate_admin_[\w-]{43}/g],
  ['session', /(?<=boardgate_session=)[\w-]{20,}/g],
  ['link secret', /(?<=(?:static|dynamic)Convert\/)[\w-]{32}/g],
  ['upload secret', /(?<=\?key=)[\w-]{32}/g],
  ['access key', /(?<="accessKey": ?")[\w-]{16}(?=")/g],
  ['secret key', /(?<="secretKey": ?")[\w-]{32}(?=")/g],
  ['nonce', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g],
  ['uuid', /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g],
];

/** Values that depend on the machine or on real time. */
const OF_THE_MACHINE: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(?<="pingMs": ?)[\d.e-]+/g, '"<milliseconds>"'],
  [/(?<="host": ?)"[^"]*"/g, '"<host>"'],
  [/(?<="node": ?)"[^"]*"/g, '"<version of Node.js>"'],
  [/(?<="version": ?)"[^"]*"/g, '"<version>"'],
  [/(?<="formats": ?)\[[^\]]+\]/g, '["<formats of this machine>"]'],
  [/(?<=too many failed attempts: try again in )\d+/g, '<n>'],
  [/(?<=retry-after: )\d+(?=\n.*too many failed attempts)/g, '<n>'],
];

/** Replaces secrets and values that differ between runs by stable names. */
export class Names {
  readonly #names = new Map<string, string>();
  readonly #secretKeys = new Map<string, string>();

  add(name: string, value: string): void {
    if (value.length < 8)
      throw new TypeError(`${name} is too short to replace safely: ${value.length} characters`);
    this.#names.set(value, `<${name}>`);
  }

  addPair(name: string, { accessKey, secretKey }: { accessKey: string; secretKey: string }): void {
    this.add(`${name} key`, accessKey);
    this.add(`${name} secret key`, secretKey);
    this.#secretKeys.set(accessKey, secretKey);
  }

  addServer({ acme, globex, dataDir }: TestServer): void {
    this.add('data folder', dataDir);
    for (const [name, tenant] of Object.entries({ acme, globex })) {
      this.addPair(name, tenant);
      this.add(`${name} project`, tenant.project.id);
      this.add(`${name} team`, tenant.project.teamUuid);
      this.add(`name of ${name}`, tenant.project.name);
    }
  }

  redact(text: string): string {
    const short = text.replace(RUN, (run, character) => `(${run.length} × ${character})`);
    let redacted = short.replace(TOKEN, (token) => this.#describe(token));
    const longestFirst = [...this.#names].sort(([one], [other]) => other.length - one.length);
    for (const [value, name] of longestFirst) redacted = redacted.replaceAll(value, name);
    for (const [name, pattern] of RANDOM) redacted = number(redacted, name, pattern);
    for (const [pattern, replacement] of OF_THE_MACHINE) redacted = redacted.replace(pattern, replacement);
    return redacted;
  }

  /** The claims of a token, and a note if its signature is wrong. */
  #describe(token: string): string {
    try {
      const { kind, role, accessKey, uuid, issuedAt, expiresAt } = decodeUnverifiedToken(token);
      const about = uuid === undefined ? '' : ` for ${uuid}`;
      const times = `issued ${timeOf(issuedAt)}, expires ${timeOf(expiresAt)}`;
      return `<${KIND_NAMES[kind]} token of ${accessKey}${about}, ${role}, ${times}${this.#faultOf(token)}>`;
    } catch {
      return '<unreadable token>';
    }
  }

  #faultOf(token: string): string {
    const { accessKey } = decodeUnverifiedToken(token);
    const secretKey = this.#secretKeys.get(accessKey);
    if (secretKey === undefined) return ', key unknown';
    try {
      verifyToken(token, { kinds: TOKEN_KINDS, secretKey, now: 0 });
      return '';
    } catch {
      return ', signature wrong';
    }
  }
}

function timeOf(time: number | undefined): string {
  return time === undefined ? 'never' : new Date(time).toISOString();
}

function number(text: string, name: string, pattern: RegExp): string {
  const met = new Map<string, number>();
  return text.replace(pattern, (value) => {
    const at = met.get(value) ?? met.size + 1;
    met.set(value, at);
    return `<${name} ${at}>`;
  });
}
