import { needsSecret, PLACEHOLDER, type Program, resultNames, type Step, writeMembers } from './program.ts';

/** For Node.js, as an ES module or CommonJS, without dependencies. */
export function javascriptCode(program: Program): string {
  const names = resultNames(program, 'sdkToken', 'answer');
  const lines = program.steps.map(
    (step, index) => `  const ${names[index]} = await call(${argumentsOf(step, names[index - 1])});`,
  );
  return `${needsSecret(program) ? `const secretKey = '${PLACEHOLDER}';\n\n` : ''}async function call(method, path, token, body) {
  const response = await fetch(${JSON.stringify(program.url)} + path, {
    method,
    headers: {
      region: ${JSON.stringify(program.region)},
      'content-type': 'application/json',
      ...(token && { token }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(\`\${response.status} \${text}\`);
  return JSON.parse(text);
}

async function main() {
${lines.join('\n')}
  console.log(${names.at(-1)});
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const tokenText =
    token === null ? 'null' : token === 'of-step-before' ? before : JSON.stringify(token.text);
  const parts = [`'${method}'`, JSON.stringify(path), tokenText];
  if (body !== null) {
    const members = writeMembers(body, 'secretKey', (name, value) => `    ${name.slice(1, -1)}: ${value},\n`);
    parts.push(`{\n${members.join('')}  }`);
  }
  return parts.join(', ');
}
