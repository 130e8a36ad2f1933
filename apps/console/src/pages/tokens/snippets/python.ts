import { needsSecret, PLACEHOLDER, type Program, resultNames, type Step, writeMembers } from './program.ts';

/** Uses the standard library only. */
export function pythonCode(program: Program): string {
  const names = resultNames(program, 'sdk_token', 'answer');
  const lines = program.steps.map(
    (step, index) => `${names[index]} = call(${argumentsOf(step, names[index - 1])})`,
  );
  return `import json
import sys
import urllib.error
import urllib.request

${needsSecret(program) ? `SECRET_KEY = "${PLACEHOLDER}"\n\n` : ''}
def call(method, path, token=None, body=None):
    headers = {"region": ${JSON.stringify(program.region)}, "content-type": "application/json"}
    if token:
        headers["token"] = token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(${JSON.stringify(program.url)} + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code} {error.read().decode()}")
    except urllib.error.URLError as error:
        sys.exit(f"the server cannot be reached: {error.reason}")


${lines.join('\n')}
print(${names.at(-1)})`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const parts = [JSON.stringify(method), JSON.stringify(path)];
  if (token !== null) parts.push(token === 'of-step-before' ? `${before}` : JSON.stringify(token.text));
  if (body !== null) {
    const members = writeMembers(body, 'SECRET_KEY', (name, value) => `    ${name}: ${value},\n`);
    parts.push(`${token === null ? 'body=' : ''}{\n${members.join('')}}`);
  }
  return parts.join(', ');
}
