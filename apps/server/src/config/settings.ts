import {
  parseAdminToken,
  parseBaseUrl,
  parseBetween,
  parseBucketUrl,
  parseDatabaseUrl,
  parseHosts,
  parseInteger,
  parseMasterKey,
  parseNetworks,
  parseOneOf,
  parseOrigins,
  parsePositive,
  parseRegions,
} from './config-values.ts';

/** One setting: how it is named, read, checked and described. Its environment variable and flag follow from its key. */
export interface Setting<T> {
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
    parse: (text: string) => parseBetween(text, 1000, 86_400_000),
  },
  trustedProxies: {
    doc: 'Proxies in front of this server, as addresses or networks separated by commas. From them, and from nobody else, `X-Forwarded-For` is believed to tell the address of a client, and `X-Forwarded-Proto` whether it came by TLS.',
    form: 'ADDRESS | ADDRESS/BITS,…',
    fallback: undefined,
    parse: parseNetworks,
  },
  publicUrl: {
    doc: 'Where clients reach this server: the base of the links to converted pages, and of those to the console. Where unset, the address it listens on.',
    form: 'https://HOST[:PORT][/PATH]',
    fallback: undefined,
    parse: parseBaseUrl,
  },
  conversionConcurrency: {
    doc: 'How many documents this server converts at a time. `0` = none: they wait for another server on the same database. Where unset, one less than the machine has cores, but at least one.',
    form: '0–64',
    fallback: undefined,
    parse: (text: string) => parseInteger(text, 64),
  },
  conversionTimeLimitMs: {
    doc: 'How long one conversion may take in all, in milliseconds, before it fails.',
    form: '1000–86400000',
    fallback: '300000',
    parse: (text: string) => parseBetween(text, 1000, 86_400_000),
  },
  conversionAttempts: {
    doc: 'How often a conversion is begun at most: it is begun again where the server that ran it has died.',
    form: '1–10',
    fallback: '3',
    parse: (text: string) => parseBetween(text, 1, 10),
  },
  conversionMaxBytes: {
    doc: 'Largest document that is downloaded, in bytes.',
    form: 'BYTES',
    fallback: '104857600',
    parse: (text: string) => parseBetween(text, 1, 4_294_967_296),
  },
  conversionMaxPages: {
    doc: 'Most pages of a document; with more its conversion fails before a page is drawn.',
    form: '1–10000',
    fallback: '500',
    parse: (text: string) => parseBetween(text, 1, 10_000),
  },
  conversionAllowHosts: {
    doc: 'Hosts, as HOST or HOST:PORT and separated by commas, that documents may be fetched from and webhooks sent to although their address is private. All other private, loopback, link-local and metadata addresses are refused.',
    form: 'HOST[:PORT],…',
    fallback: undefined,
    parse: parseHosts,
  },
  soffice: {
    doc: 'LibreOffice’s `soffice`, which Word and PowerPoint files are converted with. Where unset, the one on the `PATH`.',
    form: 'PATH',
    fallback: undefined,
    parse: (text: string) => text,
  },
  insecureOfficeWithoutSandbox: {
    doc: 'Whether Word and PowerPoint files are converted even where `bwrap` cannot confine LibreOffice: a hostile document may then read this machine’s files and reach its network.',
    form: 'true | false',
    fallback: 'false',
    parse: (text: string) => parseOneOf(text, ['true', 'false'] as const) === 'true',
  },
  s3Endpoint: {
    doc: 'S3-compatible store for converted pages, with the bucket as its path. Where unset, they are files in the data folder that this server serves.',
    form: 'https://HOST/BUCKET',
    fallback: undefined,
    parse: parseBucketUrl,
  },
  s3Region: {
    doc: 'Region of that store.',
    form: 'REGION',
    fallback: 'auto',
    parse: (text: string) => text,
  },
  s3AccessKeyId: {
    doc: 'Key id for that store. Goes with the secret.',
    form: 'KEY-ID',
    fallback: undefined,
    parse: (text: string) => text,
  },
  s3SecretAccessKey: {
    doc: 'Secret of that key id.',
    form: 'SECRET',
    fallback: undefined,
    isSecret: true,
    parse: (text: string) => text,
  },
  s3PublicUrl: {
    doc: 'Where clients read what is in the bucket. Where unset, the endpoint itself: the bucket must then let anyone read.',
    form: 'https://HOST[/PATH]',
    fallback: undefined,
    parse: parseBaseUrl,
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
