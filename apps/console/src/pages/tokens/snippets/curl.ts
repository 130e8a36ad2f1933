import { type Body, needsSecret, PLACEHOLDER, type Program, SECRET, type Step } from './program.ts';

/** For a POSIX shell. */
export function curlCode(program: Program): string {
  const { steps } = program;
  const commands = steps.map((step, index) => {
    const command = commandOf(program, step);
    // The answer is the token as a JSON string.
    return index === steps.length - 1 ? command : `SDK_TOKEN=$(${command} | tr -d '"')`;
  });
  return [...(needsSecret(program) ? [`SECRET_KEY='${PLACEHOLDER}'`] : []), ...commands].join('\n\n');
}

function commandOf({ url, region }: Program, { method, path, token, body }: Step): string {
  const parts = [
    `curl -sS${method === 'GET' ? '' : ` -X ${method}`} ${quote(url + path)}`,
    `-H ${quote(`region: ${region}`)}`,
    ...(token === null
      ? []
      : [token === 'of-step-before' ? '-H "token: $SDK_TOKEN"' : `-H ${quote(`token: ${token.text}`)}`]),
    ...(body === null ? [] : [`-H 'content-type: application/json'`, `-d ${quoteBody(body)}`]),
  ];
  return parts.join(' \\\n  ');
}

/** No stored text contains it. */
const MARK = '\0';

function quoteBody(body: Body): string {
  const marked = Object.entries(body).map(([name, value]) => [name, value === SECRET ? MARK : value]);
  const pieces = JSON.stringify(Object.fromEntries(marked)).split(JSON.stringify(MARK).slice(1, -1));
  // The shell joins adjacent quoted parts.
  return pieces.map(quote).join('"$SECRET_KEY"');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
