import {
  parseAdminToken,
  parseDatabaseUrl,
  parseInteger,
  parseMasterKey,
  parseNetworks,
  parseOneOf,
  parseOrigins,
  parsePositive,
  parseRegions,
  parseWindow,
} from './config-values.ts';
import { OperatorError } from './operator-error.ts';

/** One setting: how it is named, read, checked and described. Its environment variable and flag follow from its key. */
interface Setting<T> {
  /** What the setting does, for `docs/configuration.md` and `--help`. */
  readonly doc: string;
  /** What a value looks like, for the same places. */
  readonly form: string;
  /** The text that stands where nothing is given; `undefined` = the setting is off. */
  readonly fallback: string | undefined;
  /** Whether a value must never be shown. */
  readonly isSecret?: boolean;
  /** Reads a given text; throws an `Error` whose message completes "NAME …". */
  readonly parse: (text: string) => T;
}

const KNOWN_REGIONS = ['us-sv', 'sg', 'in-mum', 'gb-lon', 'cn-hz', 'eu'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** Every setting there is. Types, defaults, environment names, flags, checks and the documentation come from here. */
export const SETTINGS = {
  host: {
    doc: 'Address to listen on. `0.0.0.0` or `::` serves the whole network.',
    form: 'ADDRESS',
    fallback: '127.0.0.1',
    parse: (text: string) => text,
  },
  port: {
    doc: 'Port to listen on. `0` picks a free one, and the start line names it.',
    form: '0–65535',
    fallback: '8080',
    parse: (text: string) => parseInteger(text, 65_535),
  },
  dataDir: {
    doc: 'Folder for the SQLite database and the generated master key. Made if it is missing.',
    form: 'PATH',
    fallback: './data',
    parse: (text: string) => text,
  },
  databaseUrl: {
    doc: 'PostgreSQL database to use instead of SQLite. Several servers may share it.',
    form: 'postgres://USER:PASSWORD@HOST:PORT/NAME',
    fallback: undefined,
    isSecret: true,
    parse: parseDatabaseUrl,
  },
  accessKey: {
    doc: 'Access key (AK) to import into the project `default` at start, if it is not there yet. Goes with the secret key.',
    form: 'AK',
    fallback: undefined,
    parse: (text: string) => text,
  },
  secretKey: {
    doc: 'Secret key (SK) of that access key.',
    form: 'SK',
    fallback: undefined,
    isSecret: true,
    parse: (text: string) => text,
  },
  adminToken: {
    doc: 'Token that guards the management API under `/v1`: 16 to 256 visible characters. Where unset, one is generated at first start and printed once. Servers that share a database need the same one.',
    form: 'TOKEN',
    fallback: undefined,
    isSecret: true,
    parse: parseAdminToken,
  },
  masterKey: {
    doc: 'Key that encrypts the stored secret keys: base64 of 32 random bytes. Where unset, `master.key` in the data folder, generated at first start. Servers that share a database need the same one.',
    form: 'BASE64',
    fallback: undefined,
    isSecret: true,
    parse: parseMasterKey,
  },
  resources: {
    doc: '`local`: rooms live in this server. `external`: they live in the vendor’s cloud; this server only issues tokens and looks no uuid up.',
    form: 'local | external',
    fallback: 'local',
    parse: (text: string) => parseOneOf(text, ['local', 'external'] as const),
  },
  regions: {
    doc: 'Regions that requests may name, separated by commas.',
    form: 'REGION,…',
    fallback: KNOWN_REGIONS.join(','),
    parse: parseRegions,
  },
  defaultRegion: {
    doc: 'Region of a request that names none. Where unset, such a request is refused. Many older clients name none.',
    form: 'REGION',
    fallback: undefined,
    parse: (text: string) => text,
  },
  maxLifespanMs: {
    doc: 'Longest lifespan of a token, in milliseconds. Where unset, any. Permanent tokens are a matter of their own.',
    form: 'MILLISECONDS',
    fallback: undefined,
    parse: (text: string) => parsePositive(text),
  },
  allowPermanentTokens: {
    doc: 'Whether a lifespan of 0, which makes a token that never expires, is accepted.',
    form: 'true | false',
    fallback: 'true',
    parse: (text: string) => parseOneOf(text, ['true', 'false'] as const) === 'true',
  },
  failedAttemptsPerAddress: {
    doc: 'How many wrong secret keys or admin tokens an address may send within the window before it gets 429. Of IPv6 the first 64 bits count as the address. `0` = any number.',
    form: 'COUNT',
    fallback: '20',
    parse: (text: string) => parseInteger(text, 1_000_000),
  },
  failedAttemptsPerKey: {
    doc: 'How many wrong secret keys may come for an access key, from all addresses, within the window; beyond it every address gets one guess in a window. Right credentials from an address that has not failed always work. `0` = any number.',
    form: 'COUNT',
    fallback: '100',
    parse: (text: string) => parseInteger(text, 1_000_000),
  },
  failedAttemptsWindowMs: {
    doc: 'How long failed attempts count, in milliseconds.',
    form: '1000–86400000',
    fallback: '60000',
    parse: parseWindow,
  },
  trustedProxies: {
    doc: 'Proxies in front of this server, as addresses or networks separated by commas. From them, and from nobody else, `X-Forwarded-For` is believed to tell the address of a client.',
    form: 'ADDRESS | ADDRESS/BITS,…',
    fallback: undefined,
    parse: parseNetworks,
  },
  corsOrigins: {
    doc: 'Web origins that may call `/v5` from a browser, separated by commas; `*` = any. Tokens travel in a header, never in a cookie.',
    form: '* | ORIGIN,…',
    fallback: '*',
    parse: parseOrigins,
  },
  logLevel: {
    doc: 'What is logged on standard error: `info` tells of refusals, `debug` of every token issued too.',
    form: LOG_LEVELS.join(' | '),
    fallback: 'info',
    parse: (text: string) => parseOneOf(text, LOG_LEVELS),
  },
} satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;

type Settings = typeof SETTINGS;
type Value<S extends Setting<unknown>> =
  | ReturnType<S['parse']>
  | (S['fallback'] extends undefined ? undefined : never);

/** The checked configuration. */
export type Config = { readonly [Name in SettingName]: Value<Settings[Name]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** `maxLifespanMs` → `BOARDGATE_MAX_LIFESPAN_MS`. */
export function envNameOf(name: SettingName): string {
  return `BOARDGATE_${splitWords(name).join('_').toUpperCase()}`;
}

/** `maxLifespanMs` → `--max-lifespan-ms`. */
export function flagNameOf(name: SettingName): string {
  return `--${splitWords(name).join('-').toLowerCase()}`;
}

function splitWords(name: string): string[] {
  return name.split(/(?=[A-Z])/);
}

export interface LoadedConfig {
  readonly config: Config;
  /** What is odd but no fault, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the configuration: a flag wins over its environment variable, that over the default; an empty text counts as not
 * given.
 *
 * @throws {OperatorError} that names every fault, a line each.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Partial<Record<SettingName, string>>> = {},
): LoadedConfig {
  const faults: string[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of SETTING_NAMES) {
    const setting: Setting<unknown> = SETTINGS[name];
    const given = flags[name] || env[envNameOf(name)] || setting.fallback;
    if (given === undefined) continue;
    try {
      values[name] = setting.parse(given);
    } catch (error) {
      faults.push(`${flags[name] ? flagNameOf(name) : envNameOf(name)} ${(error as Error).message}`);
    }
  }
  const config = values as Config;
  if (faults.length === 0) faults.push(...contradictionsIn(config));
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
  return { config, warnings: unknownVariables(env) };
}

function contradictionsIn(config: Config): string[] {
  const faults: string[] = [];
  if ((config.accessKey === undefined) !== (config.secretKey === undefined)) {
    faults.push(`${envNameOf('accessKey')} and ${envNameOf('secretKey')} go together: give both or neither`);
  }
  if (config.defaultRegion !== undefined && !config.regions.includes(config.defaultRegion)) {
    faults.push(
      `${envNameOf('defaultRegion')} must be one of ${envNameOf('regions')}: ${config.regions.join(', ')}`,
    );
  }
  return faults;
}

function unknownVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(SETTING_NAMES.map(envNameOf));
  return Object.keys(env)
    .filter((variable) => variable.startsWith('BOARDGATE_') && !known.has(variable))
    .map((variable) => `${variable} is no setting of this version; \`boardgate config docs\` lists them`);
}

/** Every setting in force, by its environment variable, as it may be shown: secrets are masked. */
export function shownSettings(config: Config): [variable: string, value: string][] {
  return SETTING_NAMES.map((name) => {
    const value = config[name];
    const isSecret = 'isSecret' in SETTINGS[name];
    return [envNameOf(name), value === undefined ? '(unset)' : isSecret ? '(set, not shown)' : String(value)];
  });
}
