/** What is changed, and the tests that have to notice. Of the server, those that guard it and run inside Vitest. */
export interface MutationPart {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** StrykerJS's names of kinds of changes that are left out. */
  readonly without: readonly string[];
}

/** Texts are compared by the recorded answers; each of the two thousand would cost minutes. */
const TEXTS = ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration'];

export const MUTATION_PARTS: Readonly<Record<string, MutationPart>> = {
  token: {
    mutate: ['packages/token/src/*.ts'],
    tests: [
      'packages/token/src/*.test.ts',
      'packages/token/test/{interop,misuse,parser*,references,round*,security*,vectors}.test.ts',
    ],
    without: [],
  },
  diagnose: {
    mutate: ['packages/token/src/diagnose/**/*.ts'],
    tests: ['packages/token/src/diagnose/**/*.test.ts', 'packages/token/test/diagnose/**/*.test.ts'],
    without: TEXTS,
  },
  tokens: serverPart('tokens', [
    'permissions',
    'introspection',
    'inspection',
    'tenants',
    'refusals',
    'usage',
    'quotas',
    'manage-keys',
  ]),
  access: serverPart(
    'access',
    ['permissions', 'management', 'hints', 'audit', 'quotas', 'deleted-keys', 'revocations', 'console/*'],
    ['http'],
  ),
  keys: serverPart('keys', ['manage-keys', 'rotation', 'tenants', 'audit'], ['tokens']),
  revocations: serverPart('revocations', ['revocations', 'introspection']),
  rooms: serverPart(
    'rooms',
    ['manage-rooms', 'search-rooms', 'large-answers', 'tenants', 'quotas'],
    ['tokens'],
  ),
  projects: serverPart('projects', ['manage-projects', 'management', 'permissions', 'tenants', 'audit']),
  outbound: serverPart('outbound', ['webhooks-safety', 'conversion-bad-input']),
  audit: serverPart('audit', ['audit', 'management', 'manage-rooms', 'quotas'], ['rooms']),
  signing: {
    ...serverPart('webhooks', ['webhooks', 'webhooks-manage', 'webhooks-safety']),
    mutate: ['apps/server/src/webhooks/webhook-{headers,secrets}.ts'],
  },
};

function serverPart(
  folder: string,
  suites: readonly string[],
  besides: readonly string[] = [],
): MutationPart {
  return {
    mutate: [`apps/server/src/${folder}/**/*.ts`],
    tests: [
      ...[folder, ...besides].map((name) => `apps/server/src/${name}/**/*.test.ts`),
      ...[...suites, 'held-open', 'recorded-answers'].map((name) => `apps/server/test/${name}.test.ts`),
    ],
    without: TEXTS,
  };
}
