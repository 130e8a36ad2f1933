import { needsSecret, PLACEHOLDER, type Program, resultNames, SECRET, type Step } from './program.ts';

/** Uses the standard library only. */
export function rubyCode(program: Program): string {
  const names = resultNames(program, 'sdk_token', 'answer');
  const lines = program.steps.map(
    (step, index) => `${names[index]} = call(${argumentsOf(step, names[index - 1])})`,
  );
  return `require "json"
require "net/http"

${needsSecret(program) ? `SECRET_KEY = "${PLACEHOLDER}"\n\n` : ''}def call(method, path, token = nil, body = nil)
  uri = URI(${quote(program.url)} + path)
  request = Net::HTTP.const_get(method.capitalize).new(uri)
  request["region"] = ${quote(program.region)}
  request["content-type"] = "application/json"
  request["token"] = token if token
  request.body = JSON.generate(body) if body
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
    http.request(request)
  end
  abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
  JSON.parse(response.body)
end

${lines.join('\n')}
puts JSON.generate(answer)`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const tokenText = token === null ? 'nil' : token === 'of-step-before' ? before : quote(token.text);
  const parts = [quote(method), quote(path), tokenText];
  if (body !== null) {
    const members = Object.entries(body).map(([name, value]) => {
      const text = value === SECRET ? 'SECRET_KEY' : typeof value === 'string' ? quote(value) : String(value);
      return `  ${quote(name)} => ${text},\n`;
    });
    parts.push(`{\n${members.join('')}}`);
  }
  return parts.join(', ');
}

/** As JSON, but for the character that begins an interpolation. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('#', '\\#');
}
