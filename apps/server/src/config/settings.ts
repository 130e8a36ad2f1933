import {
  parseAdminToken,
  parseBaseUrl,
  parseBetween,
  parseBucketUrl,
  parseDatabaseUrl,
  parseHosts,
  parseMasterKey,
  parseNetworks,
  parseOneOf,
  parseOrigins,
  parsePositive,
  parseRegions,
  parseUpstreams,
  parseWorkers,
} from './config-values.ts';

/** Its key determines the names of its environment variable and flag. */
export interface Setting<T> {
  /** What the setting does and what a value looks like, for `docs/configuration.md` and `--help`. */
  readonly doc: string;
  readonly form: string;
  /** The text that applies if nothing is given; absent = the setting is off. */
  readonly fallback?: string;
  readonly isSecret?: boolean;
  /** Parses a given text; throws an `Error` whose message completes "NAME …". */
  readonly parse: (text: string) => T;
}

const KNOWN_REGIONS = ['us-sv', 'sg', 'in-mum', 'gb-lon', 'cn-hz', 'eu'];
const LOG_FORMATS = ['auto', 'text', 'json'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const DECLARED = {
  host: {
    doc: 'Address to listen on. `0.0.0.0` or `::` listens on every network interface.',
    form: 'ADDRESS',
    fallback: '127.0.0.1',
    parse: (text: string) => text,
  },
  port: {
    doc: 'Port to listen on. `0` picks a free port; the start line names it.',
    form: '0–65535',
    fallback: '8080',
    parse: (text: string) => parseBetween(text, 0, 65_535),
  },
  dataDir: {
    doc: 'Folder for the SQLite database, the generated master key and converted pages. The server creates it if it is missing.',
    form: 'PATH',
    fallback: './data',
    parse: (text: string) => text,
  },
  databaseUrl: {
    doc: 'PostgreSQL database to use instead of SQLite. Several servers can share it.',
    form: 'postgres://USER:PASSWORD@HOST:PORT/NAME',
    isSecret: true,
    parse: parseDatabaseUrl,
  },
  databasePoolSize: {
    doc: 'Most connections to PostgreSQL that requests use at the same time. The processes of a server share them; each has one more, which hears of changes, and at times another for long work. All servers together must stay below PostgreSQL’s `max_connections`.',
    form: '1–1000',
    fallback: '10',
    parse: (text: string) => parseBetween(text, 1, 1000),
  },
  databaseTimeoutMs: {
    doc: 'How long a request waits for PostgreSQL, in milliseconds: for a connection, and then for each statement. Connections on which PostgreSQL is silent for longer are replaced.',
    form: '100–60000',
    fallback: '2000',
    parse: (text: string) => parseBetween(text, 100, 60_000),
  },
  startLimitMs: {
    doc: 'How long a start waits for a database that cannot be reached, in milliseconds. `0` tries once.',
    form: '0–3600000',
    fallback: '30000',
    parse: (text: string) => parseBetween(text, 0, 3_600_000),
  },
  accessKey: {
    doc: 'Access key (AK) to import into the project `default` at start, unless it is already stored. Requires the secret key.',
    form: 'AK',
    parse: (text: string) => text,
  },
  secretKey: {
    doc: 'Secret key (SK) of that access key.',
    form: 'SK',
    isSecret: true,
    parse: (text: string) => text,
  },
  adminToken: {
    doc: 'Token that grants access to the management API under `/v1`: 16 to 256 visible ASCII characters. If unset, the first start generates one and prints it once. Servers that share a database need the same token.',
    form: 'TOKEN',
    isSecret: true,
    parse: parseAdminToken,
  },
  masterKey: {
    doc: 'Key that encrypts the stored secret keys: 32 random bytes in base64. If unset, the server uses `master.key` in the data folder, which the first start generates. Servers that share a database need the same key.',
    form: 'BASE64',
    isSecret: true,
    parse: parseMasterKey,
  },
  resources: {
    doc: '`local`: this server keeps rooms and conversion tasks. `external`: the vendor’s cloud keeps them; this server only issues tokens and looks up no uuid.',
    form: 'local | external',
    fallback: 'local',
    parse: (text: string) => parseOneOf(text, ['local', 'external'] as const),
  },
  regions: {
    doc: 'Regions that this server serves, separated by commas.',
    form: 'REGION,…',
    fallback: KNOWN_REGIONS.join(','),
    parse: parseRegions,
  },
  defaultRegion: {
    doc: 'Region of a request that names none. If unset, such a request is refused. Many older clients name none.',
    form: 'REGION',
    parse: (text: string) => text,
  },
  regionUpstreams: {
    doc: 'Other regions, and the server of each: requests that name one are sent there. A region is either here or there, so `BOARDGATE_REGIONS` must not list it.',
    form: 'REGION=URL,…',
    parse: parseUpstreams,
  },
  maxLifespanMs: {
    doc: 'Longest lifespan of a token, in milliseconds. If unset, there is no limit. Permanent tokens have a setting of their own.',
    form: 'MILLISECONDS',
    parse: parsePositive,
  },
  allowPermanentTokens: {
    doc: 'Whether to accept a lifespan of 0, which makes a token that never expires.',
    form: 'true | false',
    fallback: 'true',
    parse: (text: string) => parseOneOf(text, ['true', 'false'] as const) === 'true',
  },
  failedAttemptsPerAddress: {
    doc: 'Number of wrong secret keys or admin tokens that one address may send within the window before it gets 429. An IPv6 address counts by its first 64 bits. `0` disables the limit.',
    form: 'COUNT',
    fallback: '20',
    parse: (text: string) => parseBetween(text, 0, 1_000_000),
  },
  failedAttemptsPerKey: {
    doc: 'Number of wrong secret keys for one access key, from all addresses together, within the window. Beyond it, each address gets one guess per window. Correct credentials from an address that has not failed always work. `0` disables the limit.',
    form: 'COUNT',
    fallback: '100',
    parse: (text: string) => parseBetween(text, 0, 1_000_000),
  },
  failedAttemptsWindowMs: {
    doc: 'How long a failed attempt counts, in milliseconds.',
    form: '1000–86400000',
    fallback: '60000',
    parse: (text: string) => parseBetween(text, 1000, 86_400_000),
  },
  workers: {
    doc: 'Number of processes that serve. `auto`: one for each core. Limits, metrics and conversions count for all of them together, and they share the connections to PostgreSQL. One that dies is replaced.',
    form: '1–64 | auto',
    fallback: '1',
    parse: parseWorkers,
  },
  maxConnections: {
    doc: 'Most connections that are open at the same time. The server closes further ones unanswered.',
    form: '1–1000000',
    fallback: '10000',
    parse: (text: string) => parseBetween(text, 1, 1_000_000),
  },
  maxConnectionsPerAddress: {
    doc: 'Most connections from one IPv4 address, or from one IPv6 network (/64). Further ones are refused. With `BOARDGATE_TRUSTED_PROXIES` it does not apply, because all connections come from the proxies.',
    form: '1–1000000',
    fallback: '1000',
    parse: (text: string) => parseBetween(text, 1, 1_000_000),
  },
  keepAliveTimeoutMs: {
    doc: 'How long a connection stays open without a request, in milliseconds. Keep it above the idle time-out of the load balancer in front, or the balancer may send a request on a connection that is being closed.',
    form: '1000–3600000',
    fallback: '72000',
    parse: (text: string) => parseBetween(text, 1000, 3_600_000),
  },
  shutdownDelayMs: {
    doc: 'How long the server goes on serving after a stop signal, in milliseconds, while `/readyz` answers 503 and every answer ends its connection. Behind a load balancer, set it above the time in which the balancer notices.',
    form: '0–600000',
    fallback: '0',
    parse: (text: string) => parseBetween(text, 0, 600_000),
  },
  shutdownLimitMs: {
    doc: 'How long a stop may take in all, in milliseconds. What is not finished by then is cut off. `docker stop` waits 10 seconds, Kubernetes 30.',
    form: '1000–3600000',
    fallback: '9000',
    parse: (text: string) => parseBetween(text, 1000, 3_600_000),
  },
  trustedProxies: {
    doc: 'Proxies in front of this server, as addresses or networks separated by commas. The server reads the client’s address from `X-Forwarded-For`, and whether the client used TLS from `X-Forwarded-Proto`, or both from `Forwarded`, only in requests from these proxies.',
    form: 'ADDRESS | ADDRESS/BITS,…',
    parse: parseNetworks,
  },
  publicUrl: {
    doc: 'URL under which clients reach this server. Links to converted pages and to the console begin with it. If unset, the address that the server listens on.',
    form: 'https://HOST[:PORT][/PATH]',
    parse: parseBaseUrl,
  },
  conversionConcurrency: {
    doc: 'Number of documents that this server converts at the same time. `0` converts none and leaves them to other servers on the same database. If unset, one less than the number of cores, but at least one.',
    form: '0–64',
    parse: (text: string) => parseBetween(text, 0, 64),
  },
  conversionTimeLimitMs: {
    doc: 'Processor time that a conversion may take, in milliseconds. By the clock it may take ten times as long, from the end of the download, because conversions give way to requests. What exceeds either fails.',
    form: '1000–86400000',
    fallback: '300000',
    parse: (text: string) => parseBetween(text, 1000, 86_400_000),
  },
  conversionAttempts: {
    doc: 'Maximum number of attempts at a conversion. The server makes another attempt after the server that ran the conversion has died.',
    form: '1–10',
    fallback: '3',
    parse: (text: string) => parseBetween(text, 1, 10),
  },
  conversionMaxBytes: {
    doc: 'Size of the largest document that the server downloads, in bytes.',
    form: 'BYTES',
    fallback: '104857600',
    parse: (text: string) => parseBetween(text, 1, 4_294_967_296),
  },
  conversionMaxPages: {
    doc: 'Maximum number of pages of a document. The conversion of a longer document fails before any page is drawn.',
    form: '1–10000',
    fallback: '500',
    parse: (text: string) => parseBetween(text, 1, 10_000),
  },
  conversionAllowHosts: {
    doc: 'Hosts, as HOST or HOST:PORT separated by commas, to which downloads and webhooks may connect although their address is private. All other private, loopback, link-local and metadata addresses are refused.',
    form: 'HOST[:PORT],…',
    parse: parseHosts,
  },
  soffice: {
    doc: 'Path of LibreOffice’s `soffice`, which converts Word and PowerPoint files. If unset, the one on the `PATH`.',
    form: 'PATH',
    parse: (text: string) => text,
  },
  insecureOfficeWithoutSandbox: {
    doc: 'Whether to convert Word and PowerPoint files even if `bwrap` cannot confine LibreOffice. A hostile document may then read files of this machine and reach its network.',
    form: 'true | false',
    fallback: 'false',
    parse: (text: string) => parseOneOf(text, ['true', 'false'] as const) === 'true',
  },
  s3Endpoint: {
    doc: 'URL of an S3-compatible bucket for converted pages, with the bucket as its path. If unset, this server stores the pages in the data folder and serves them itself.',
    form: 'https://HOST/BUCKET',
    parse: parseBucketUrl,
  },
  s3Region: {
    doc: 'Region of the bucket.',
    form: 'REGION',
    fallback: 'auto',
    parse: (text: string) => text,
  },
  s3AccessKeyId: {
    doc: 'Access key ID for the bucket. Requires the secret access key.',
    form: 'KEY-ID',
    parse: (text: string) => text,
  },
  s3SecretAccessKey: {
    doc: 'Secret access key for the bucket.',
    form: 'SECRET',
    isSecret: true,
    parse: (text: string) => text,
  },
  s3PublicUrl: {
    doc: 'URL under which clients read the bucket. If unset, the endpoint itself; the bucket must then allow public reads.',
    form: 'https://HOST[/PATH]',
    parse: parseBaseUrl,
  },
  corsOrigins: {
    doc: 'Web origins that may call `/v5` from a browser, separated by commas; `*` allows any. Tokens travel in a header, never in a cookie.',
    form: '* | ORIGIN,…',
    fallback: '*',
    parse: parseOrigins,
  },
  logLevel: {
    doc: 'What the server logs on standard error: `info` includes refusals, `debug` also every token issued.',
    form: LOG_LEVELS.join(' | '),
    fallback: 'info',
    parse: (text: string) => parseOneOf(text, LOG_LEVELS),
  },
  logFormat: {
    doc: 'How the log is written: `text` for people, `json` for programs, one object a line. `auto`: text in a terminal, JSON otherwise. `NO_COLOR` turns colours off.',
    form: LOG_FORMATS.join(' | '),
    fallback: 'auto',
    parse: (text: string) => parseOneOf(text, LOG_FORMATS),
  },
} satisfies Record<string, Setting<unknown>>;

/** The one source of types, defaults, environment variables, flags, checks and documentation. */
export const SETTINGS: {
  readonly [Name in keyof typeof DECLARED]: (typeof DECLARED)[Name] & Pick<Setting<unknown>, 'fallback'>;
} = DECLARED;
