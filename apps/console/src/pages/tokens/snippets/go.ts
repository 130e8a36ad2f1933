import {
  type Body,
  needsSecret,
  PLACEHOLDER,
  type Program,
  resultNames,
  type Step,
  writeMembers,
} from './program.ts';

/** Uses the standard library only. */
export function goCode(program: Program): string {
  const names = resultNames(program, 'sdkToken', 'answer');
  const lines = program.steps.map((step, index) => {
    const type = index === program.steps.length - 1 ? 'any' : 'string';
    return `\tvar ${names[index]} ${type}
\tcall(${argumentsOf(step, names[index - 1])}, &${names[index]})`;
  });
  return `package main

import (
\t"bytes"
\t"encoding/json"
\t"fmt"
\t"io"
\t"log"
\t"net/http"
)

${needsSecret(program) ? `const secretKey = "${PLACEHOLDER}"\n\n` : ''}func call(method, path, token string, body, answer any) {
\tvar sent bytes.Buffer
\tif body != nil {
\t\tif err := json.NewEncoder(&sent).Encode(body); err != nil {
\t\t\tlog.Fatal(err)
\t\t}
\t}
\trequest, err := http.NewRequest(method, ${JSON.stringify(program.url)}+path, &sent)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\trequest.Header.Set("region", ${JSON.stringify(program.region)})
\trequest.Header.Set("content-type", "application/json")
\tif token != "" {
\t\trequest.Header.Set("token", token)
\t}
\tresponse, err := http.DefaultClient.Do(request)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tdefer response.Body.Close()
\ttext, err := io.ReadAll(response.Body)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tif response.StatusCode >= 300 {
\t\tlog.Fatalf("%s %s", response.Status, text)
\t}
\tif err := json.Unmarshal(text, answer); err != nil {
\t\tlog.Fatal(err)
\t}
}

func main() {
${lines.join('\n')}
\tfmt.Println(answer)
}`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const tokenText = token === null ? '""' : token === 'of-step-before' ? before : JSON.stringify(token.text);
  const members = body && alignedMembers(body);
  return [
    JSON.stringify(method),
    JSON.stringify(path),
    tokenText,
    members === null ? 'nil' : `map[string]any{\n${members}\t}`,
  ].join(', ');
}

/** Aligned as gofmt aligns them. */
function alignedMembers(body: Body): string {
  const width = Math.max(...Object.keys(body).map((name) => JSON.stringify(name).length)) + 1;
  return writeMembers(body, 'secretKey', (name, value) => `\t\t${`${name}:`.padEnd(width)} ${value},\n`).join(
    '',
  );
}
