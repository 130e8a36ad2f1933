import { needsSecret, PLACEHOLDER, type Program, resultNames, type Step, writeMembers } from './program.ts';

/** For a console program of .NET 6 or later, without packages. */
export function csharpCode(program: Program): string {
  const names = resultNames(program, 'sdkToken', 'answer');
  const lines = program.steps.map((step, index) => {
    const call = `await Call(${argumentsOf(step, names[index - 1])})`;
    return `var ${names[index]} = ${index === program.steps.length - 1 ? call : `(${call}).GetString()`};`;
  });
  return `using System.Net.Http.Json;
using System.Text.Json;

${needsSecret(program) ? `const string secretKey = "${PLACEHOLDER}";\n\n` : ''}using var client = new HttpClient { BaseAddress = new Uri(${JSON.stringify(program.url)}) };

async Task<JsonElement> Call(HttpMethod method, string path, string? token = null, object? body = null)
{
    using var request = new HttpRequestMessage(method, path);
    request.Headers.Add("region", ${JSON.stringify(program.region)});
    if (token is not null) request.Headers.Add("token", token);
    if (body is not null) request.Content = JsonContent.Create(body);
    using var response = await client.SendAsync(request);
    var text = await response.Content.ReadAsStringAsync();
    if (!response.IsSuccessStatusCode)
        throw new HttpRequestException($"{(int)response.StatusCode} {text}");
    return JsonSerializer.Deserialize<JsonElement>(text);
}

${lines.join('\n')}
Console.WriteLine(answer);`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const parts = [method === 'GET' ? 'HttpMethod.Get' : 'HttpMethod.Post', JSON.stringify(path)];
  if (token !== null) parts.push(token === 'of-step-before' ? `${before}` : JSON.stringify(token.text));
  if (body !== null) {
    const members = writeMembers(
      body,
      'secretKey',
      (name, value) => `    ${name.slice(1, -1)} = ${value},\n`,
    );
    parts.push(`body: new\n{\n${members.join('')}}`);
  }
  return parts.join(', ');
}
