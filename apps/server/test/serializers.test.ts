import buildSerializer from 'fast-json-stringify';
import { expect, test, vi } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { TestServer } from './support/test-server.ts';

/** An answer that a route declares. */
interface Declared {
  readonly method: string;
  readonly url: string;
  readonly httpStatus?: string | undefined;
  readonly schema: object;
}

const { declared } = vi.hoisted(() => ({ declared: [] as Declared[] }));

vi.mock(import('../src/http/serialization.ts'), async (loadReal) => {
  const real = await loadReal();
  return {
    compileSerializer: (answer) => {
      declared.push(answer as Declared);
      return real.compileSerializer(answer);
    },
  };
});

// The server compiles them when they are first sent, so a wrong schema would be a client's 500.
test('every answer that a route declares has a schema that compiles', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  await server.app.ready();
  const broken = declared.filter(({ schema }) => {
    try {
      buildSerializer(schema);
      return false;
    } catch {
      return true;
    }
  });
  await server.stop();
  expect(broken.map(({ method, url, httpStatus }) => `${method} ${url} ${httpStatus}`)).toEqual([]);
  // Otherwise nothing was looked at.
  expect(declared.length).toBeGreaterThan(50);
});
