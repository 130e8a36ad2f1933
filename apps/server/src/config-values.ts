import { isIP } from 'node:net';

/** Readers of single settings. Each throws an `Error` whose message completes "NAME …". */

export function parseInteger(text: string, max: number): number {
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value > max) throw new Error(`must be a whole number from 0 to ${max}`);
  return value;
}

export function parsePositive(text: string): number {
  const value = parseInteger(text, Number.MAX_SAFE_INTEGER);
  if (value === 0) throw new Error('must be more than 0; leave it unset for no limit');
  return value;
}

export function parseOneOf<const T extends string>(text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new Error(`must be one of: ${choices.join(', ')}`);
  return choice;
}

function parseList(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

export function parseRegions(text: string): readonly string[] {
  const regions = parseList(text);
  if (!regions.every((region) => /^[a-z0-9-]{1,32}$/.test(region))) {
    throw new Error('must be names of lower-case letters, digits and dashes, separated by commas');
  }
  return regions;
}

export function parseOrigins(text: string): readonly string[] {
  const origins = parseList(text);
  for (const origin of origins) {
    if (origin !== '*' && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
      throw new Error(
        'must be * or origins such as https://example.org, without a path, separated by commas',
      );
    }
  }
  return origins;
}

export function parseDatabaseUrl(text: string): string {
  const isPostgres = URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
  if (!isPostgres) throw new Error('must be a URL of the form postgres://USER:PASSWORD@HOST:PORT/NAME');
  return text;
}

export function parseMasterKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32 || key.toString('base64') !== text) {
    throw new Error('must be the base64 of 32 bytes; `openssl rand -base64 32` makes one');
  }
  return key;
}

export function parseAdminToken(text: string): string {
  if (!/^[\x21-\x7e]{16,256}$/.test(text)) {
    throw new Error('must be 16 to 256 visible ASCII characters; `openssl rand -base64 32` makes one');
  }
  return text;
}

export function parseWindow(text: string): number {
  const windowMs = parseInteger(text, 86_400_000);
  if (windowMs < 1000) throw new Error('must be a whole number from 1000 to 86400000');
  return windowMs;
}

export function parseNetworks(text: string): readonly string[] {
  const networks = parseList(text);
  for (const network of networks) {
    const [address = '', bits, ...more] = network.split('/');
    const maxBits = isIP(address) === 6 ? 128 : 32;
    const isRange = bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= maxBits);
    if (isIP(address) === 0 || !isRange || more.length > 0) {
      throw new Error('must be addresses or networks such as 10.0.0.0/8, separated by commas');
    }
  }
  return networks;
}
