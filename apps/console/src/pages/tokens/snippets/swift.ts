import { needsSecret, PLACEHOLDER, type Program, resultNames, type Step, writeMembers } from './program.ts';

/** For the main file of a program, on Linux too. */
export function swiftCode(program: Program): string {
  const names = resultNames(program, 'sdkToken', 'answer');
  const lines = program.steps.map((step, index) => {
    const call = `try await call(${argumentsOf(step, names[index - 1])})`;
    return `let ${names[index]} = ${call}${index === program.steps.length - 1 ? '' : ' as! String'}`;
  });
  return `import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

${needsSecret(program) ? `let secretKey = "${PLACEHOLDER}"\n\n` : ''}func call(_ method: String, _ path: String, token: String? = nil, body: [String: Any]? = nil) async throws -> Any {
    var request = URLRequest(url: URL(string: ${JSON.stringify(program.url)} + path)!)
    request.httpMethod = method
    request.setValue(${JSON.stringify(program.region)}, forHTTPHeaderField: "region")
    request.setValue("application/json", forHTTPHeaderField: "content-type")
    request.setValue(token, forHTTPHeaderField: "token")
    if let body = body { request.httpBody = try JSONSerialization.data(withJSONObject: body) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as! HTTPURLResponse).statusCode
    guard status < 300 else {
        let text = String(decoding: data, as: UTF8.self)
        throw NSError(domain: text, code: status)
    }
    return try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
}

${lines.join('\n')}
print(answer)`;
}

function argumentsOf({ method, path, token, body }: Step, before: string | undefined): string {
  const parts = [JSON.stringify(method), JSON.stringify(path)];
  if (token !== null)
    parts.push(`token: ${token === 'of-step-before' ? before : JSON.stringify(token.text)}`);
  if (body !== null) {
    const members = writeMembers(body, 'secretKey', (name, value) => `    ${name}: ${value},\n`);
    parts.push(`body: [\n${members.join('')}]`);
  }
  return parts.join(', ');
}
