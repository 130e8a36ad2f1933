import { type Body, jsonPieces, needsSecret, PLACEHOLDER, type Program, type Step } from './program.ts';

/** For a POSIX shell. */
export function curlCode(program: Program): string {
  const { steps } = program;
  const commands = steps.map((step, index) =>
    index === steps.length - 1
      ? commandOf(program, step, '--fail-with-body')
      : `SDK_TOKEN=$(${commandOf(program, step, '--fail')})`,
  );
  const secret = needsSecret(program) ? `SECRET_KEY='${PLACEHOLDER}'\n\n` : '';
  // A step that fails says why, and ends it.
  return secret + commands.join(' &&\n\n');
}

function commandOf({ url, region }: Program, { method, path, token, body }: Step, failure: string): string {
  const parts = [
    `curl -sS ${failure}${method === 'GET' ? '' : ` -X ${method}`} ${quote(url + path)}`,
    `-H ${quote(`region: ${region}`)}`,
    ...(token === null
      ? []
      : [token === 'of-step-before' ? OF_STEP_BEFORE : `-H ${quote(`token: ${token.text}`)}`]),
    ...(body === null ? [] : [`-H 'content-type: application/json'`, `-d ${quoteBody(body)}`]),
  ];
  return parts.join(' \\\n  ');
}

/** The answer is the token as a JSON string. */
const OF_STEP_BEFORE = `-H "token: $(echo "$SDK_TOKEN" | tr -d '"')"`;

/** The shell joins adjacent quoted parts. */
function quoteBody(body: Body): string {
  return jsonPieces(body).map(quote).join('"$SECRET_KEY"');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
