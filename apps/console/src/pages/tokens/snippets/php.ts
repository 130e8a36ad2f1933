import { needsSecret, PLACEHOLDER, type Program, resultNames, SECRET, type Step } from './program.ts';

/** For PHP 8 with its curl extension. */
export function phpCode(program: Program): string {
  const names = resultNames(program, '$sdkToken', '$answer');
  const lines = program.steps.map(
    (step, index) => `${names[index]} = call(${argumentsOf(step, names[index - 1])});`,
  );
  return `<?php
${needsSecret(program) ? `const SECRET_KEY = '${PLACEHOLDER}';\n\n` : ''}function call(string $method, string $path, ?string $token = null, ?array $body = null): mixed
{
    $headers = [${quote(`region: ${program.region}`)}, 'content-type: application/json'];
    if ($token !== null) {
        $headers[] = "token: $token";
    }
    $request = curl_init(${quote(program.url)} . $path);
    curl_setopt_array($request, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
    ]);
    if ($body !== null) {
        curl_setopt($request, CURLOPT_POSTFIELDS, json_encode($body));
    }
    $text = curl_exec($request);
    if ($text === false) {
        throw new RuntimeException(curl_error($request));
    }
    $status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
    if ($status >= 300) {
        throw new RuntimeException("$status $text");
    }
    return json_decode($text, true, 512, JSON_THROW_ON_ERROR);
}

${lines.join('\n')}
echo json_encode($answer, JSON_UNESCAPED_SLASHES), PHP_EOL;`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const tokenText = token === null ? 'null' : token === 'of-step-before' ? before : quote(token.text);
  const parts = [quote(method), quote(path), tokenText];
  if (body !== null) {
    const members = Object.entries(body).map(([name, value]) => {
      const text = value === SECRET ? 'SECRET_KEY' : typeof value === 'string' ? quote(value) : String(value);
      return `    ${quote(name)} => ${text},\n`;
    });
    parts.push(`[\n${members.join('')}]`);
  }
  return parts.join(', ');
}

/** Between single quotes nothing else has a meaning. */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
