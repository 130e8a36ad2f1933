import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** An import of a file by another of the same tree; paths are relative to the tree's root. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

const SOURCE_FILE = /(?<!\.test)(?<!\.d)\.tsx?$/;
const SPECIFIER =
  /(?:^|[;}\n])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'|\bimport\s*\(\s*'([^']+)'|^import\s+'([^']+)'/gm;

/** Every file of a tree that is no test. */
export function listSources(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => SOURCE_FILE.test(path) && !path.includes('node_modules'))
    .sort();
}

/** What a text imports, imports of types and dynamic ones included. */
export function specifiersIn(text: string): string[] {
  return [...text.matchAll(SPECIFIER)].map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '');
}

/** All relative imports between the files of a tree. */
export function listImports(root: string): Import[] {
  return listSources(root).flatMap((from) =>
    specifiersIn(readFileSync(join(root, from), 'utf8'))
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => ({ from, to: relative(root, join(root, dirname(from), specifier)) })),
  );
}

/** Groups of files that import one another in a circle, each once. */
export function findCircles(imports: readonly Import[]): string[][] {
  const targets = Map.groupBy(imports, ({ from }) => from);
  const reach = (start: string) => {
    const seen = new Set<string>();
    const open = [start];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const { to } of targets.get(file) ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
    return seen;
  };
  const reached = new Map([...targets.keys()].map((file) => [file, reach(file)]));
  const circles = new Map<string, string[]>();
  for (const [file, others] of reached) {
    if (!others.has(file)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(file)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}
