import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';

const MAX_WORKERS = 64;
const REGION = /^[a-z0-9-]{1,32}$/;

/** Parsers of single settings. Each throws an `Error` whose message completes "NAME …". */

export function parsePositive(text: string): number {
  const value = parseBetween(text, 0, Number.MAX_SAFE_INTEGER);
  if (value === 0) throw new Error('must be more than 0; unset it for no limit');
  return value;
}

export function parseWorkers(text: string): number {
  if (text === 'auto') return Math.min(MAX_WORKERS, availableParallelism());
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 1 && value <= MAX_WORKERS))
    throw new Error(`must be auto, or a whole number from 1 to ${MAX_WORKERS}`);
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
  if (!regions.every((region) => REGION.test(region)))
    throw new Error('must be names of lower-case letters, digits and dashes, separated by commas');
  return regions;
}

/** Of the form REGION=URL. */
export function parseUpstreams(text: string): ReadonlyMap<string, string> {
  const upstreams = new Map<string, string>();
  for (const part of parseList(text)) {
    const [region = '', ...url] = part.split('=');
    if (!REGION.test(region) || upstreams.has(region) || url.length === 0)
      throw new Error('must be REGION=URL such as sg=https://sg.example.org, separated by commas, each once');
    upstreams.set(region, parseBaseUrl(url.join('=')));
  }
  return upstreams;
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
  if (key.length !== 32 || key.toString('base64') !== text)
    throw new Error('must be 32 bytes in base64; `openssl rand -base64 32` generates them');
  return key;
}

export function parseAdminToken(text: string): string {
  if (!/^[\x21-\x7e]{16,256}$/.test(text))
    throw new Error('must be 16 to 256 visible ASCII characters; `openssl rand -base64 32` generates them');
  return text;
}

export function parseBetween(text: string, min: number, max: number): number {
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new Error(`must be a whole number from ${min} to ${max}`);
  return value;
}

/** A URL that paths are appended to: the result has no trailing slash. */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBase = url !== undefined && ['http:', 'https:'].includes(url.protocol) && !/[?#@]/.test(text);
  if (!isBase)
    throw new Error('must be an http or https URL such as https://boards.example.org, without ? or #');
  return url.href.replace(/\/+$/, '');
}

export function parseBucketUrl(text: string): string {
  const url = parseBaseUrl(text);
  if (new URL(url).pathname === '/')
    throw new Error('must be a URL that ends with the bucket, such as https://HOST/BUCKET');
  return url;
}

export function parseHosts(text: string): readonly string[] {
  const hosts = parseList(text).map((host) => host.toLowerCase());
  for (const host of hosts) {
    if (!URL.canParse(`http://${host}/`) || !/^(\[[0-9a-f:.]+\]|[^/?#@:\s]+)(:[0-9]{1,5})?$/.test(host))
      throw new Error('must be hosts such as files.example.org or 10.0.0.7:8000, separated by commas');
  }
  return hosts;
}

export function parseNetworks(text: string): readonly string[] {
  const networks = parseList(text);
  for (const network of networks) {
    const [address = '', bits, ...more] = network.split('/');
    const maxBits = isIP(address) === 6 ? 128 : 32;
    const isRange = bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= maxBits);
    if (isIP(address) === 0 || !isRange || more.length > 0)
      throw new Error('must be addresses or networks such as 10.0.0.0/8, separated by commas');
  }
  return networks;
}
