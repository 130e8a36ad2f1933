import {
  type Body,
  jsonPieces,
  needsSecret,
  PLACEHOLDER,
  type Program,
  resultNames,
  type Step,
} from './program.ts';

/** Uses the standard library only, which writes no JSON. */
export function javaCode(program: Program): string {
  const names = resultNames(program, 'sdkToken', 'answer');
  const lines = program.steps.map((step, index) => {
    // The answer of a step before is the token as a JSON string.
    const unquoted = index === program.steps.length - 1 ? '' : '.replace("\\"", "")';
    return `        String ${names[index]} = call(${argumentsOf(step, names[index - 1])})${unquoted};`;
  });
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

public class Example {
${needsSecret(program) ? `    static final String SECRET_KEY = "${PLACEHOLDER}";\n\n` : ''}    static String call(String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(${JSON.stringify(program.url)} + path))
            .header("region", ${JSON.stringify(program.region)})
            .header("content-type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) request.header("token", token);
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    public static void main(String[] args) throws Exception {
${lines.join('\n')}
        System.out.println(answer);
    }
}`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const tokenText =
    token === null ? 'null' : token === 'of-step-before' ? before : JSON.stringify(token.text);
  return [JSON.stringify(method), JSON.stringify(path), tokenText, bodyText(body)].join(', ');
}

function bodyText(body: Body | null): string {
  if (body === null) return 'null';
  return jsonPieces(body)
    .map((piece) => JSON.stringify(piece))
    .join(' + SECRET_KEY + ');
}
