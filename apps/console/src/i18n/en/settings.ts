/** The settings page. */
export const settings = {
  title: 'Settings',
  description: 'The configuration in force, regions and versions',
  versions: {
    title: 'Versions',
    resources: 'Rooms and conversions',
    local: 'live in this server',
    external: 'live elsewhere: this server only issues tokens',
  },
  regions: {
    title: 'Regions',
    default: '{{region}} (default)',
    noDefault:
      'There is no default: a request without a `region` header is refused. Many older clients send none; for them, set `BOARDGATE_DEFAULT_REGION`.',
    hasDefault: 'A request without a `region` header counts as one for `{{region}}`.',
  },
  formats: {
    title: 'Documents that are converted',
    names: { pdf: 'PDF', word: 'Word ({{kinds}})', powerPoint: 'PowerPoint ({{kinds}})' },
    converted: 'converted',
    missing: 'missing',
    elsewhere: 'Conversions live in another service: this server only issues tokens.',
    advice:
      'Word and PowerPoint files are converted by LibreOffice, confined by bubblewrap. Install both on the server, as here for Debian and Ubuntu, or name another LibreOffice in `BOARDGATE_SOFFICE`; then restart. If they are installed, the start of the server says what keeps them from working.',
    command: 'To install what is missing',
  },
  signInLink: {
    title: 'Sign-in link',
    explanation:
      'To sign in from another browser, or let somebody in without the admin token, run this on the server. It prints a link that signs in once, within 15 minutes: hand it on with the same care as the token.',
    command: 'Command',
  },
  adminToken: {
    title: 'Admin token',
    explanation:
      'Lost, or known to too many? Make a new one. The old one is refused from then on, and everybody who is signed in is signed out.',
    configured:
      'It is given as `BOARDGATE_ADMIN_TOKEN`. To replace it, change it there and restart the server: everybody who is signed in is then signed out.',
    replace: 'Replace the admin token',
    confirmTitle: 'Replace the admin token?',
    warning:
      'The old token is refused at once, in every program that uses it. Every session ends, yours too: you sign in again with the new token, which is shown this once. This cannot be undone.',
    confirm: 'Replace it now',
  },
  newToken: {
    title: 'The new admin token',
    explanation:
      'The old token is refused from now on, and every session has ended, this one too. Keep the new token, then sign in with it. If it gets lost, `boardgate admin-token new` makes another.',
    label: 'Admin token',
    signIn: 'I have kept it: sign in again',
  },
  configuration: {
    title: 'Configuration',
    description:
      'What is in force, by environment variable. To change a setting, set its variable or flag and restart the server.',
    search: 'Find a setting',
    none: 'No setting fits this.',
    setting: 'Setting',
    value: 'Value',
    unset: 'not set',
    masked: 'set, not shown',
  },
  /** In the words of docs/configuration.md. */
  explanations: {
    BOARDGATE_HOST: 'Address to listen on. `0.0.0.0` or `::` serves the whole network.',
    BOARDGATE_PORT: 'Port to listen on. `0` picks a free one, and the start line names it.',
    BOARDGATE_DATA_DIR: 'Folder for the SQLite database and the generated master key. Made if it is missing.',
    BOARDGATE_DATABASE_URL: 'PostgreSQL database to use instead of SQLite. Several servers may share it.',
    BOARDGATE_ACCESS_KEY:
      'Access key (AK) to import into the project `default` at start, if it is not there yet. Goes with the secret key.',
    BOARDGATE_SECRET_KEY: 'Secret key (SK) of that access key.',
    BOARDGATE_ADMIN_TOKEN:
      'Token that guards the management API under `/v1`: 16 to 256 visible characters. Where unset, one is generated at first start and printed once. Servers that share a database need the same one.',
    BOARDGATE_MASTER_KEY:
      'Key that encrypts the stored secret keys: base64 of 32 random bytes. Where unset, `master.key` in the data folder, generated at first start. Servers that share a database need the same one.',
    BOARDGATE_RESOURCES:
      '`local`: rooms live in this server. `external`: they live in the vendor’s cloud; this server only issues tokens and looks no uuid up.',
    BOARDGATE_REGIONS: 'Regions that requests may name, separated by commas.',
    BOARDGATE_DEFAULT_REGION:
      'Region of a request that names none. Where unset, such a request is refused. Many older clients name none.',
    BOARDGATE_MAX_LIFESPAN_MS:
      'Longest lifespan of a token, in milliseconds. Where unset, any. Permanent tokens are a matter of their own.',
    BOARDGATE_ALLOW_PERMANENT_TOKENS:
      'Whether a lifespan of 0, which makes a token that never expires, is accepted.',
    BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS:
      'How many wrong secret keys or admin tokens an address may send within the window before it gets 429. Of IPv6 the first 64 bits count as the address. `0` = any number.',
    BOARDGATE_FAILED_ATTEMPTS_PER_KEY:
      'How many wrong secret keys may come for an access key, from all addresses, within the window; beyond it every address gets one guess in a window. Right credentials from an address that has not failed always work. `0` = any number.',
    BOARDGATE_FAILED_ATTEMPTS_WINDOW_MS: 'How long failed attempts count, in milliseconds.',
    BOARDGATE_TRUSTED_PROXIES:
      'Proxies in front of this server, as addresses or networks separated by commas. From them, and from nobody else, `X-Forwarded-For` is believed to tell the address of a client, and `X-Forwarded-Proto` whether it came by TLS.',
    BOARDGATE_PUBLIC_URL:
      'Where clients reach this server: the base of the links to converted pages, and of those to the console. Where unset, the address it listens on.',
    BOARDGATE_CONVERSION_CONCURRENCY:
      'How many documents this server converts at a time. `0` = none: they wait for another server on the same database. Where unset, one less than the machine has cores, but at least one.',
    BOARDGATE_CONVERSION_TIME_LIMIT_MS:
      'How long one conversion may take in all, in milliseconds, before it fails.',
    BOARDGATE_CONVERSION_ATTEMPTS:
      'How often a conversion is begun at most: it is begun again where the server that ran it has died.',
    BOARDGATE_CONVERSION_MAX_BYTES: 'Largest document that is downloaded, in bytes.',
    BOARDGATE_CONVERSION_MAX_PAGES:
      'Most pages of a document; with more its conversion fails before a page is drawn.',
    BOARDGATE_CONVERSION_ALLOW_HOSTS:
      'Hosts, as HOST or HOST:PORT and separated by commas, that documents may be fetched from and webhooks sent to although their address is private. All other private, loopback, link-local and metadata addresses are refused.',
    BOARDGATE_SOFFICE:
      'LibreOffice’s `soffice`, which Word and PowerPoint files are converted with. Where unset, the one on the `PATH`.',
    BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX:
      'Whether Word and PowerPoint files are converted even where `bwrap` cannot confine LibreOffice: a hostile document may then read this machine’s files and reach its network.',
    BOARDGATE_S3_ENDPOINT:
      'S3-compatible store for converted pages, with the bucket as its path. Where unset, they are files in the data folder that this server serves.',
    BOARDGATE_S3_REGION: 'Region of that store.',
    BOARDGATE_S3_ACCESS_KEY_ID: 'Key id for that store. Goes with the secret.',
    BOARDGATE_S3_SECRET_ACCESS_KEY: 'Secret of that key id.',
    BOARDGATE_S3_PUBLIC_URL:
      'Where clients read what is in the bucket. Where unset, the endpoint itself: the bucket must then let anyone read.',
    BOARDGATE_CORS_ORIGINS:
      'Web origins that may call `/v5` from a browser, separated by commas; `*` = any. Tokens travel in a header, never in a cookie.',
    BOARDGATE_LOG_LEVEL:
      'What is logged on standard error: `info` tells of refusals, `debug` of every token issued too.',
  },
} as const;
