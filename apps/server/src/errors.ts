/** What a client is told: a status and a sentence. Nothing secret, nothing of another tenant. */
interface PublicError {
  readonly status: 400 | 401 | 403 | 404 | 500 | 503;
  readonly message: string;
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
  'lifespan-too-long': (maxMs: number) =>
    bad(`lifespan must be at most ${maxMs} milliseconds on this server`),
  'lifespan-permanent': () => bad('lifespan must not be 0: this server issues no permanent tokens'),
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
  'task-not-found': () => ({ status: 404, message: 'task not found' }),
  'resources-external': () => ({
    status: 404,
    message:
      'this server only issues tokens: rooms live in the service that BOARDGATE_RESOURCES=external points to',
  }),
  'route-not-found': () => ({
    status: 404,
    message: 'no such route or method: see /docs for those there are',
  }),
  'database-unreachable': () => ({
    status: 503,
    message: 'the database cannot be reached at present: try again',
  }),
  internal: () => ({ status: 500, message: 'internal error: the operator finds the cause in the log' }),
} satisfies Record<string, (...details: never[]) => PublicError>;

export type ErrorCode = keyof typeof ERRORS;

type Details<Code extends ErrorCode> = Parameters<(typeof ERRORS)[Code]>;

/** A refusal out of the catalogue. `message` is public; a `cause` is for the log alone. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly statusCode: PublicError['status'];

  private constructor(code: ErrorCode, { status, message }: PublicError, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.code = code;
    this.statusCode = status;
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
