/** What a client is told: a status and a sentence. Nothing secret, nothing of another tenant. */
interface PublicError {
  readonly status: 400 | 401 | 403 | 404 | 409 | 429 | 500 | 503;
  readonly message: string;
  /** When to come again, where that is known. */
  readonly retryAfterSeconds?: number;
  /** The vendor's number for it, where there is one (spec §6.1). */
  readonly number?: number;
}

/**
 * Every refusal there is, by code (spec §1, §3.4, §3.5). The messages that begin with `token access`, and those about a
 * token's format, signature and expiry, are the vendor's own: clients compare them.
 */
export const ERRORS = {
  'region-missing': (regions: string) => bad(`region is missing: send a region header, one of ${regions}`),
  'region-unknown': (regions: string) => bad(`region is unknown: send one of ${regions}`),
  'body-not-json': () => bad('the body is not valid JSON in UTF-8'),
  'body-not-object': () => bad('the body must be a JSON object'),
  'body-too-large': (limitBytes: number) => bad(`the body is too large: ${limitBytes} bytes at most`),
  'body-too-deep': (limit: number) => bad(`the body is nested too deep: ${limit} levels at most`),
  'body-key-doubled': (key: string) => bad(`the body has a key twice: ${JSON.stringify(key)}`),
  'body-key-forbidden': (key: string) => bad(`the body must not have a key named ${JSON.stringify(key)}`),
  'field-missing': (field: string, rule: string) => bad(`${field} is missing: it ${rule}`),
  'field-invalid': (field: string, rule: string) => bad(`${field} ${rule}`),
  'field-unknown': (field: string, known: string) =>
    bad(`${field} is no field of this request: it takes ${known}`),
  'lifespan-too-long': (maxMs: number, where: string) =>
    bad(`lifespan must be at most ${maxMs} milliseconds ${where}`),
  'lifespan-permanent': (issuer: string) =>
    bad(`lifespan must not be 0: ${issuer} issues no permanent tokens`),
  'role-above-policy': (largest: string) => bad(`role must be at most ${largest} in this project`),
  'request-malformed': () => bad('the request is not well-formed HTTP, or its headers are too large'),
  'credentials-wrong': () => ({ status: 401, message: 'invalid accessKey or secretAccessKey' }),
  'token-format': () => ({ status: 401, message: 'invalid format of token' }),
  'token-signature': () => ({ status: 401, message: 'invalid signature of token' }),
  'token-expired': () => ({ status: 401, message: 'expired token' }),
  'team-forbidden': () => ({ status: 403, message: 'token access team forbidden' }),
  'room-forbidden': () => ({ status: 403, message: 'token access room forbidden' }),
  'task-forbidden': () => ({ status: 403, message: 'token access task forbidden' }),
  'role-forbidden': (role: string) => ({ status: 403, message: `token access role ${role} forbidden` }),
  'room-banned': () => ({ status: 403, message: 'room is banned' }),
  'room-not-found': () => ({ status: 404, message: 'room not found' }),
  'task-not-found': () => ({ status: 404, message: 'task not found', number: 2010605 }),
  'task-running': () => ({
    status: 400,
    message: 'modify priority for running task is not allowed',
    number: 2010607,
  }),
  'tasks-exceeded': (what: string, seconds: number) => ({
    status: 429,
    message: `the number of tasks exceeds limit: ${what}`,
    retryAfterSeconds: seconds,
    number: 2010203,
  }),
  'task-not-retriable': (uuid: string, status: string) => ({
    status: 409,
    message: `the task ${uuid} is ${status}: only one that failed or was called off can be converted again`,
  }),
  'resources-external': () => ({
    status: 404,
    message:
      'this server only issues tokens: rooms and conversions live in the service that BOARDGATE_RESOURCES=external points to',
  }),
  'route-not-found': () => ({
    status: 404,
    message: 'no such route or method: see /docs for those there are',
  }),
  'admin-token-missing': () => ({
    status: 401,
    message: 'the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN',
  }),
  'admin-token-wrong': () => ({ status: 401, message: 'invalid admin token' }),
  'code-wrong': () => ({
    status: 401,
    message: 'this sign-in link is no longer good: `boardgate console` prints a new one',
  }),
  'session-over': () => ({ status: 401, message: 'nobody is signed in, or the session is over: sign in' }),
  'not-from-console': () => ({
    status: 401,
    message:
      'only the console’s own page may send this: x-boardgate-console is missing, or another site asked',
  }),
  'project-not-found': (name: string) => ({
    status: 404,
    message: `no project ${name}: list the projects to see those there are`,
  }),
  'project-exists': (name: string) => ({
    status: 409,
    message: `a project named ${JSON.stringify(name)} exists already`,
  }),
  'project-enabled': (name: string) => ({
    status: 409,
    message: `the project ${JSON.stringify(name)} is enabled: disable it first, since its keys and rooms go with it`,
  }),
  'key-not-found': (accessKey: string) => ({
    status: 404,
    message: `no access key ${accessKey}: list the keys to see those there are`,
  }),
  'key-exists': (accessKey: string) => ({
    status: 409,
    message: `the access key ${accessKey} exists already`,
  }),
  'key-unusable': (accessKey: string) => ({
    status: 409,
    message: `the access key ${accessKey} or its project is disabled or expired: its tokens would be refused`,
  }),
  'no-usable-key': (project: string) => ({
    status: 409,
    message: `the project ${JSON.stringify(project)} has no enabled access key: create one first`,
  }),
  'revocation-not-found': (id: string) => ({
    status: 404,
    message: `no revocation ${id}: list the revocations to see those there are`,
  }),
  'delivery-not-found': (id: string) => ({
    status: 404,
    message: `no webhook delivery ${id}: list the deliveries to see those there are`,
  }),
  'admin-token-configured': () => ({
    status: 409,
    message: 'the admin token is set by BOARDGATE_ADMIN_TOKEN: change it there and restart',
  }),
  'too-many-failures': (seconds: number) => ({
    status: 429,
    message: `too many failed attempts: try again in ${seconds} seconds`,
    retryAfterSeconds: seconds,
  }),
  'database-unreachable': () => ({
    status: 503,
    message: 'the database cannot be reached at present: try again',
    retryAfterSeconds: 1,
  }),
  internal: () => ({ status: 500, message: 'internal error: the operator finds the cause in the log' }),
} satisfies Record<string, (...details: never[]) => PublicError>;

export type ErrorCode = keyof typeof ERRORS;

type Details<Code extends ErrorCode> = Parameters<(typeof ERRORS)[Code]>;

/** A refusal out of the catalogue. `message` is public; a `cause` is for the log alone. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly statusCode: PublicError['status'];
  readonly retryAfterSeconds: number | undefined;
  readonly number: number | undefined;

  private constructor(
    code: ErrorCode,
    { status, message, retryAfterSeconds, number }: PublicError,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiError';
    this.code = code;
    this.statusCode = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.number = number;
  }

  /**
   * @example
   * throw ApiError.of('role-forbidden', 'reader');
   */
  static of<Code extends ErrorCode>(code: Code, ...details: Details<Code>): ApiError {
    return new ApiError(code, describe(code, details));
  }

  /** The same, with what brought it about, which only the log gets to see. */
  static causedBy(cause: unknown, code: 'internal' | 'database-unreachable'): ApiError {
    return new ApiError(code, describe(code, []), { cause });
  }
}

function describe(code: ErrorCode, details: readonly unknown[]): PublicError {
  return (ERRORS[code] as (...details: readonly unknown[]) => PublicError)(...details);
}

function bad(message: string): PublicError {
  return { status: 400, message };
}
