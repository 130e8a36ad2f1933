import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { OperatorError } from '../base/operator-error.ts';
import { envNameOf, flagNameOf, loadConfig, SETTING_NAMES } from './config.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof OperatorError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('without settings everything has its default', () => {
  expect(loadConfig({})).toEqual({
    config: {
      host: '127.0.0.1',
      port: 8080,
      dataDir: './data',
      resources: 'local',
      regions: ['us-sv', 'sg', 'in-mum', 'gb-lon', 'cn-hz', 'eu'],
      allowPermanentTokens: true,
      failedAttemptsPerAddress: 20,
      failedAttemptsPerKey: 100,
      failedAttemptsWindowMs: 60_000,
      maxConnections: 10_000,
      maxConnectionsPerAddress: 1000,
      keepAliveTimeoutMs: 72_000,
      databasePoolSize: 10,
      databaseTimeoutMs: 2000,
      startLimitMs: 30_000,
      workers: 1,
      shutdownDelayMs: 0,
      shutdownLimitMs: 9000,
      conversionTimeLimitMs: 300_000,
      conversionAttempts: 3,
      conversionMaxBytes: 104_857_600,
      conversionMaxPages: 500,
      insecureOfficeWithoutSandbox: false,
      s3Region: 'auto',
      corsOrigins: ['*'],
      logLevel: 'info',
      logFormat: 'auto',
    },
    warnings: [],
  });
});

test('a flag overrides a variable, and an empty variable counts as absent', () => {
  const { config } = loadConfig({ BOARDGATE_PORT: '1', BOARDGATE_HOST: '' }, { port: '2' });
  expect([config.port, config.host]).toEqual([2, '127.0.0.1']);
});

test('variable and flag derive from the name of the setting', () => {
  expect([envNameOf('maxLifespanMs'), flagNameOf('maxLifespanMs')]).toEqual([
    'BOARDGATE_MAX_LIFESPAN_MS',
    '--max-lifespan-ms',
  ]);
  expect(new Set(SETTING_NAMES.map(envNameOf)).size).toBe(SETTING_NAMES.length);
});

test.each([
  ['BOARDGATE_PORT', ['x', '-1', '65536', '1.5', '0x50', ' 1']],
  ['BOARDGATE_WORKERS', ['0', '65', '-1', 'many']],
  ['BOARDGATE_MAX_CONNECTIONS', ['0', '-1', '1000001', 'many']],
  ['BOARDGATE_MAX_CONNECTIONS_PER_ADDRESS', ['0', 'none']],
  ['BOARDGATE_KEEP_ALIVE_TIMEOUT_MS', ['999', '3600001']],
  ['BOARDGATE_DATABASE_POOL_SIZE', ['0', '1001']],
  ['BOARDGATE_DATABASE_TIMEOUT_MS', ['99', '60001']],
  ['BOARDGATE_START_LIMIT_MS', ['-1', '3600001']],
  ['BOARDGATE_SHUTDOWN_DELAY_MS', ['-1', '600001']],
  ['BOARDGATE_SHUTDOWN_LIMIT_MS', ['999', '3600001']],
  ['BOARDGATE_RESOURCES', ['Local', 'cloud']],
  ['BOARDGATE_REGIONS', ['US', 'a,,b', 'a b']],
  [
    'BOARDGATE_REGION_UPSTREAMS',
    ['sg', 'sg=', 'sg=x', 'SG=http://x', 'sg=http://x,sg=http://y', 'sg=ftp://x'],
  ],
  ['BOARDGATE_DATABASE_URL', ['sqlite://x', 'postgres', 'http://x']],
  ['BOARDGATE_MASTER_KEY', ['x', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')]],
  ['BOARDGATE_MAX_LIFESPAN_MS', ['0', '-1', '1h', '9007199254740992']],
  ['BOARDGATE_ALLOW_PERMANENT_TOKENS', ['yes', '1', 'TRUE']],
  ['BOARDGATE_CORS_ORIGINS', ['example.org', 'https://example.org/', 'https://example.org/path', '*,x']],
  ['BOARDGATE_LOG_LEVEL', ['verbose']],
  ['BOARDGATE_LOG_FORMAT', ['TEXT', 'pretty']],
  [
    'BOARDGATE_PUBLIC_URL',
    ['boards.example.org', 'ftp://x', 'https://u:p@x', 'https://x/?a', 'https://x/#a'],
  ],
  ['BOARDGATE_CONVERSION_CONCURRENCY', ['65', '-1', 'all']],
  ['BOARDGATE_CONVERSION_ALLOW_HOSTS', ['http://x', 'a b', 'a/b', 'a:123456', 'a,,b', 'u@x']],
  ['BOARDGATE_S3_PUBLIC_URL', ['x', 's3://bucket']],
])('%s refuses a wrong value, names the setting and does not repeat the value', (name, values) => {
  for (const value of values) {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} must be `));
  }
});

test('every fault is reported at once', () => {
  expect(faultsOf({ BOARDGATE_PORT: 'x', BOARDGATE_LOG_LEVEL: 'x', BOARDGATE_RESOURCES: 'x' })).toHaveLength(
    3,
  );
});

test('BOARDGATE_WORKERS=auto means a process for each core', () => {
  expect(loadConfig({ BOARDGATE_WORKERS: 'auto' }).config.workers).toBe(Math.min(64, availableParallelism()));
});

test('contradictory settings are faults', () => {
  expect(faultsOf({ BOARDGATE_ACCESS_KEY: 'a' })).toEqual([
    'BOARDGATE_ACCESS_KEY and BOARDGATE_SECRET_KEY go together: give both or neither',
  ]);
  expect(faultsOf({ BOARDGATE_S3_ENDPOINT: 'https://s3.example.org/pages' })).toEqual([
    'BOARDGATE_S3_ENDPOINT needs BOARDGATE_S3_ACCESS_KEY_ID and BOARDGATE_S3_SECRET_ACCESS_KEY',
  ]);
  expect(faultsOf({ BOARDGATE_S3_SECRET_ACCESS_KEY: 'x' })).toHaveLength(1);
  expect(faultsOf({ BOARDGATE_SHUTDOWN_DELAY_MS: '9000' })).toEqual([
    'BOARDGATE_SHUTDOWN_DELAY_MS must be less than BOARDGATE_SHUTDOWN_LIMIT_MS, which includes it',
  ]);
  expect(faultsOf({ BOARDGATE_REGION_UPSTREAMS: 'sg=https://sg.example.org' })).toEqual([
    'BOARDGATE_REGION_UPSTREAMS and BOARDGATE_REGIONS both name sg: take it out of one of them',
  ]);
  expect(faultsOf({ BOARDGATE_DEFAULT_REGION: 'mars' })[0]).toMatch(
    /^BOARDGATE_DEFAULT_REGION must be one of BOARDGATE_REGIONS/,
  );
});

test('an unknown variable of ours is reported, a foreign one is not', () => {
  expect(loadConfig({ BOARDGATE_PROT: '1', HOME: '/' }).warnings).toEqual([
    'BOARDGATE_PROT is no setting of this version; `boardgate config docs` lists them',
  ]);
});
