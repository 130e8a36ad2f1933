import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** What one finds in a file that others have the form of. */
// biome-ignore lint/suspicious/noExplicitAny: a test that looks for what is not there fails.
export type Parsed = any;

export function readRoot(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

/** With anchors and merged keys resolved. */
export function readYaml(path: string): Parsed {
  return parse(readRoot(path), { merge: true });
}

/** The objects of a file for Kubernetes by their kind. */
export function readObjects(path: string): Record<string, Parsed> {
  return Object.fromEntries(
    parseAllDocuments(readRoot(path)).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      const object = document.toJS();
      return [object.kind, object];
    }),
  );
}

/** Every file that says how to run a server elsewhere, with its text. */
export function deploymentFiles(): [path: string, text: string][] {
  const paths = globSync('deploy/**/*', { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(ROOT, '').replaceAll('\\', '/'));
  return ['Dockerfile', ...paths.sort()].map((path) => [path, readRoot(path)]);
}

/** `72s` in Caddy's, nginx's and Compose's words. */
export function seconds(text: string | undefined): number {
  const [, number] = /^(\d+)s$/.exec(text ?? '') ?? [];
  if (number === undefined) throw new Error(`not a number of seconds: ${text}`);
  return Number(number);
}
