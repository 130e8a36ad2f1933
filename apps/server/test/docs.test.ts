import { readFileSync } from 'node:fs';
import { FAILURES } from '@boardgate/renderer';
import { expect, test } from 'vitest';
import { isManagement, isOperation } from '../src/access/access.ts';
import { MANAGEMENT, type ManagementPermission } from '../src/access/management-permissions.ts';
import { PERMISSIONS } from '../src/access/permissions.ts';
import { DEFAULT_QUOTAS } from '../src/access/quotas.ts';
import { ERRORS } from '../src/base/errors.ts';
import { configDocs } from '../src/commands/config-docs.ts';
import { EXPLANATION_CODES } from '../src/tokens/server-explanations.ts';
import { REFUSAL_REASONS } from '../src/tokens/token-inspector.ts';
import { DATABASES } from './support/databases.ts';
import { TestServer } from './support/test-server.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('docs/configuration.md is what `boardgate config docs` prints', () => {
  expect(read('docs/configuration.md')).toBe(configDocs());
});

test('docs/api.md lists every refusal, with its status and message, and no other', () => {
  const documented = [...read('docs/api.md').matchAll(/^\| `([a-z-]+)` \| (\d+) \| (.+) \|$/gm)].map((row) =>
    row.slice(1),
  );
  const actual = Object.entries(ERRORS).map(([code, describe]) => {
    const { status, message } = (describe as (...details: string[]) => { status: number; message: string })(
      '…',
      '…',
    );
    return [code, String(status), message];
  });
  expect(documented).toEqual(actual);
});

test('docs/operations.md lists every quota with its default, and no other', () => {
  const rows = read('docs/operations.md').matchAll(/^\| `(\w+\.\w+)` \| (\d+) \|/gm);
  const documented = [...rows].map(([, name, usual]) => [name, Number(usual)]);
  const actual = Object.entries(DEFAULT_QUOTAS).flatMap(([group, quotas]) =>
    Object.entries(quotas).map(([name, usual]) => [`${group}.${name}`, usual]),
  );
  expect(documented).toEqual(actual);
});

test('docs/conversion.md lists every reason for which a conversion fails, with its code and sentence, and no other', () => {
  const documented = [
    ...read('docs/conversion.md').matchAll(/^\| `([a-z-]+)` \| (\d+) \| ([^|]+) \| /gm),
  ].map((row) => row.slice(1));
  const actual = Object.entries(FAILURES).map(([reason, { code, message }]) => [
    reason,
    String(code),
    message,
  ]);
  expect(documented.sort()).toEqual(actual.sort());
});

test('docs/api.md lists every route and who may call it, and no other', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const documented = [...read('docs/api.md').matchAll(/^\| `([A-Z]+ \/\S*)` \| ([^|]+) \|/gm)].map((row) =>
    row.slice(1, 3),
  );
  const actual = server.app.declaredAccess
    .filter(({ method, url }) => method !== 'OPTIONS' && !url.startsWith('/docs/js/'))
    .map(({ method, url, access }) => [
      `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`,
      isOperation(access)
        ? Object.entries(PERMISSIONS[access])
            .map(([kind, role]) => `${kind} token, ${role}`)
            .join('; ')
        : isManagement(access)
          ? describeManagement(MANAGEMENT[access])
          : access,
    ]);
  expect(documented.sort()).toEqual(actual.sort());
  await server.stop();
});

function describeManagement({ role, concerns }: ManagementPermission): string {
  return concerns === 'server' ? `${role}, all projects` : role;
}

test('docs/api.md lists every reason, mistake and explanation that introspection knows, and no other', () => {
  const [, section = ''] = /- \*\*Introspection\*\*(.*?)\n\n/s.exec(read('docs/api.md')) ?? [];
  const named = [...section.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name);
  const fields = [
    'reason',
    'mistake',
    'advice',
    'explanations',
    'code',
    'values',
    'warnings',
    'operation',
    'permission',
    'permitted',
    'needs',
  ];
  expect(named.filter((name) => !fields.includes(name ?? ''))).toEqual([
    ...REFUSAL_REASONS,
    ...EXPLANATION_CODES,
  ]);
});

test('the README’s commands are scripts of the workspace', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('README.md').matchAll(/npm (?:run )?(start|test|bench|[a-z]+:[a-z]+)\b/g)].map(
    ([, name]) => name ?? '',
  );
  expect(named).toContain('start');
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

test('what CI runs is what the README tells a stranger to run', () => {
  const commands = read('.ci/run')
    .split('\n')
    .filter((line) => line.startsWith('npm '));
  expect(commands).toEqual(['npm ci', 'npm test']);
  expect(read('README.md')).toContain('npm ci && npm test');
});

test('SECURITY.md names tests that exist', () => {
  const named = [...read('SECURITY.md').matchAll(/\]\(([\w/.-]+\.test\.ts)\)/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(30);
  for (const path of named) expect(read(path)).toMatch(/\b(?:test|it)[.(]/);
});
