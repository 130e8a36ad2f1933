import { expect, test } from 'vitest';
import { PUBLISHED, publishedManifest, readManifest } from './published.ts';

const LIBRARY = {
  name: 'x',
  version: '1.0.0',
  type: 'module',
  engines: { node: '>=24' },
  exports: { '.': './src/index.ts', './a': './src/a/index.ts' },
  scripts: { build: 'b' },
  devDependencies: { d: '1' },
};

test('the published manifest exports the build, and has nothing that only the workspace needs', () => {
  expect(publishedManifest(LIBRARY)).toEqual({
    name: 'x',
    version: '1.0.0',
    type: 'module',
    engines: { node: '>=24' },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './a': { types: './dist/a/index.d.ts', default: './dist/a/index.js' },
    },
  });
});

test('an export that is no source file is not published unnoticed', () => {
  expect(() => publishedManifest({ ...LIBRARY, exports: { '.': './lib/index.js' } })).toThrow('the export .');
});

test('a command exports nothing to import', () => {
  const { exports } = publishedManifest({ ...LIBRARY, bin: { x: './bin/x.js' } });
  expect(exports).toEqual({ './package.json': './package.json' });
});

test('the packages have one version, may be published, and need no other package of the workspace', () => {
  const manifests = PUBLISHED.map(readManifest);
  const names = new Set(manifests.map(({ name }) => name));
  for (const manifest of manifests) {
    expect(manifest).toMatchObject({
      version: manifests[0]?.version,
      license: 'MIT',
      files: expect.any(Array),
    });
    expect(manifest).not.toHaveProperty('private');
    const needed = Object.entries({
      ...(manifest.dependencies as Record<string, string> | undefined),
      ...(manifest.peerDependencies as Record<string, string> | undefined),
    });
    const own = needed.filter(([name]) => name.startsWith('@boardgate/'));
    for (const [name, version] of own) expect([names.has(name), version]).toEqual([true, manifest.version]);
  }
});
