import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** The errors whose sentence reaches the page, and which argument it is. */
const THROWN: Readonly<Record<string, number>> = { ConversionFailure: 1, OutboundError: 0, TokenError: 1 };

/** Stands for each value of a sentence. */
export const VALUE = '7';

/** The sentences in the source of the server, the renderer and the token library, as far as they are written there. */
export function thrownSentences(): readonly string[] {
  const found = globSync('{apps/server,packages/*}/src/**/*.ts', { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))
    .flatMap((file) => sentencesOf(file, readFileSync(`${ROOT}${file}`, 'utf8')));
  return [...new Set(found)];
}

function sentencesOf(name: string, text: string): string[] {
  if (!Object.keys(THROWN).some((each) => text.includes(each))) return [];
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  return nodesOf(file, ts.isNewExpression).flatMap((node) => {
    const at = ts.isIdentifier(node.expression) ? THROWN[node.expression.text] : undefined;
    return at === undefined || isVerdict(node) ? [] : literalsOf(node.arguments?.[at], file);
  });
}

/** A `TokenError` of another code tells why a token is refused that can be read: the page never sees its sentence. */
function isVerdict({ expression, arguments: [code] = [] as never }: ts.NewExpression): boolean {
  const isToken = ts.isIdentifier(expression) && expression.text === 'TokenError';
  return isToken && !(code !== undefined && ts.isStringLiteral(code) && code.text === 'format');
}

/** The texts that an expression may be: it follows variables, functions and parameters of the same file. */
function literalsOf(node: ts.Node | undefined, file: ts.SourceFile, depth = 0): string[] {
  if (node === undefined || depth > 8) return [];
  const follow = (next: ts.Node | undefined) => literalsOf(next, file, depth + 1);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => VALUE + literal.text).join('')];
  if (ts.isConditionalExpression(node)) return [...follow(node.whenTrue), ...follow(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [follow(node.left), follow(node.right)];
    if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [...left, ...right];
    return left.flatMap((beginning) => right.map((end) => beginning + end));
  }
  if (ts.isElementAccessExpression(node)) return follow(node.expression);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((part) => (ts.isPropertyAssignment(part) ? follow(part.initializer) : []));
  if (ts.isPropertyAssignment(node)) return follow(node.initializer);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
    return returnsOf(node.expression.text, file, depth + 1);
  if (ts.isIdentifier(node)) return [...valuesOf(node, file).flatMap(follow)];
  return [];
}

function returnsOf(name: string, file: ts.SourceFile, depth = 0): string[] {
  return nodesOf(file, ts.isFunctionDeclaration)
    .filter((declared) => declared.name?.text === name)
    .flatMap((declared) => nodesOf(declared, ts.isReturnStatement))
    .flatMap(({ expression }) => literalsOf(expression, file, depth));
}

/** What a variable is set to, or a parameter is given. */
function valuesOf({ text }: ts.Identifier, file: ts.SourceFile): ts.Node[] {
  const variables = nodesOf(file, ts.isVariableDeclaration).filter(({ name }) => name.getText() === text);
  const given = nodesOf(file, ts.isFunctionDeclaration).flatMap(({ name, parameters }) => {
    const at = parameters.findIndex((parameter) => parameter.name.getText() === text);
    const calls = nodesOf(file, ts.isCallExpression).filter(
      (call) => call.expression.getText() === name?.text,
    );
    return at === -1 ? [] : calls.map((call) => call.arguments[at]);
  });
  return [...variables.map(({ initializer }) => initializer), ...given].filter((node) => node !== undefined);
}

function nodesOf<Wanted extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is Wanted): Wanted[] {
  const found: Wanted[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    node.forEachChild(visit);
  };
  visit(root);
  return found;
}
