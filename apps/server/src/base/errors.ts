/** What a sentence names: for a program, or a page in another language, that says it in its own words. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/** What a client is told. Nothing secret, nothing of another tenant. */
interface PublicError {
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 429 | 500 | 503;
  readonly message: string;
  readonly values: ErrorValues;
  readonly retryAfterSeconds?: number;
  /** What to do, where the message has to stay the vendor's. */
  readonly hint?: string;
  /** Of `/v5`, where it is another. */
  readonly vendorStatus?: 400;
  /** The vendor's number for it, where there is one (spec §6.1). */
  readonly number?: number;
}

const bad = refusal(400);
const unauthorized = refusal(401);
const forbidden = refusal(403);
const notFound = refusal(404);
const conflict = refusal(409);

/** What a field has to be, by rule, with the names of the values that the rule needs. */
export const RULES = {
  'one-of': ['choices'],
  boolean: [],
  integer: ['min', 'max'],
  number: ['min', 'max'],
  text: ['min', 'max'],
  string: [],
  object: [],
  'operator-name': [],
  'project-ids': ['max'],
  time: [],
  'future-time': [],
  'hour-ahead-at-most': [],
  url: [],
  cursor: [],
  'one-field-of': ['choices'],
  'not-with': ['other'],
  'signed-token': [],
  'unexpired-token': [],
  document: [],
  'unused-upload': [],
  smaller: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Rule = {
  [Name in keyof typeof RULES]: { readonly rule: Name } & Readonly<
    Record<(typeof RULES)[Name][number], string | number>
  >;
}[keyof typeof RULES];

/**
 * Every refusal, by code (spec §1, §3.4, §3.5): status, sentence, and the values that the sentence names. `/v5` answers the sentence
 * alone, and its sentences never change: clients compare them. `/v1` answers the code and the values too.
 */
export const ERRORS = {
  'region-missing': (regions: string) =>
    bad(`region is missing: send a region header, one of ${regions}`, { regions }),
  'region-unknown': (region: string, regions: string) =>
    bad(`region ${region} is unknown: send one of ${regions}`, { region, regions }),
  'region-unreachable': (region: string) => ({
    status: 503,
    message: `the region ${region} cannot be reached at present: try again`,
    values: { region },
    retryAfterSeconds: 1,
  }),
  'region-circular': (region: string) => ({
    status: 503,
    message: `no server serves the region ${region}: those that should send its requests to one another`,
    values: { region },
    retryAfterSeconds: 60,
  }),
  'body-not-json': () => bad('the body is not valid JSON in UTF-8'),
  'body-not-object': () => bad('the body must be a JSON object'),
  'body-too-large': (limitBytes: number) =>
    bad(`the body is too large: ${limitBytes} bytes at most`, { limitBytes }),
  'body-too-deep': (limit: number) => bad(`the body is nested too deep: ${limit} levels at most`, { limit }),
  'body-key-doubled': (key: string) => bad(`the body has a key twice: ${JSON.stringify(key)}`, { key }),
  'body-key-forbidden': (key: string) =>
    bad(`the body must not have a key named ${JSON.stringify(key)}`, { key }),
  'encoding-unknown': (encoding: string, supported: string) =>
    bad(`the Content-Encoding ${encoding} of the body is unknown: use one of ${supported}, or none`, {
      encoding,
      supported,
    }),
  'encoding-broken': (encoding: string) =>
    bad(`the body is not valid ${encoding} data, as its Content-Encoding says`, { encoding }),
  'field-missing': (field: string, sentence: string) => bad(`${field} is missing: it ${sentence}`, { field }),
  'field-invalid': (field: string, sentence: string, rule: Rule) =>
    bad(`${field} ${sentence}`, { field, ...rule }),
  'field-unknown': (field: string, known: string) =>
    bad(`unknown field ${JSON.stringify(field)}: this request takes ${known}`, { field, known }),
  'lifespan-too-long': (maxMs: number, where: string, setBy: LimitSetter) =>
    bad(`lifespan must be at most ${maxMs} milliseconds ${where}`, { maxMs, setBy }),
  'lifespan-permanent': (issuer: string, setBy: LimitSetter) =>
    bad(`lifespan must not be 0: ${issuer} issues no permanent tokens`, { setBy }),
  'role-above-policy': (maxRole: string) =>
    bad(`role must be at most ${maxRole} in this project`, { maxRole }),
  'request-malformed': () => bad('the request is not well-formed HTTP, or its headers are too large'),
  'request-timeout': () => ({
    status: 408,
    message: 'the request was not complete within 30 seconds: send it again',
    values: {},
  }),
  'host-missing': () => bad('the Host header is missing: HTTP/1.1 requires it'),
  'expectation-unknown': () => bad('the Expect header must be 100-continue, or absent'),
  'credentials-wrong': () => unauthorized('invalid accessKey or secretAccessKey'),
  'token-format': () => unauthorized('invalid format of token'),
  'token-misplaced': () => ({
    ...unauthorized('invalid format of token'),
    hint: 'send the token in the header token, without Bearer',
  }),
  'token-signature': () => unauthorized('invalid signature of token'),
  'token-expired': () => unauthorized('expired token'),
  'team-forbidden': () => forbidden('token access team forbidden'),
  'room-forbidden': () => forbidden('token access room forbidden'),
  'task-forbidden': () => forbidden('token access task forbidden'),
  'role-forbidden': (role: string) => forbidden(`token access role ${role} forbidden`, { role }),
  'requests-exceeded': (max: number, seconds: number) => ({
    status: 429,
    message: `too many requests with this access key: at most ${max} a second, try again in ${seconds} seconds`,
    values: { max, seconds },
    retryAfterSeconds: seconds,
  }),
  'room-banned': () => forbidden('room is banned'),
  'room-not-found': () => notFound('room not found'),
  'room-uuid-malformed': () =>
    notFound('room not found: a room uuid has 32 hexadecimal digits without dashes, in lower case'),
  'rooms-exceeded': (sentence: string, seconds: number, quota: string, max: number) => ({
    status: 429,
    message: `the number of rooms exceeds limit: ${sentence}`,
    values: { quota, max },
    retryAfterSeconds: seconds,
  }),
  'task-not-found': () => ({ ...notFound('task not found'), number: 2010605 }),
  'task-uuid-malformed': () => ({
    ...notFound('task not found: a task uuid has 32 hexadecimal digits without dashes, in lower case'),
    number: 2010605,
  }),
  'task-running': () => ({ ...bad('modify priority for running task is not allowed'), number: 2010607 }),
  'tasks-exceeded': (sentence: string, seconds: number, quota: string, max: number) => ({
    status: 429,
    message: `the number of tasks exceeds limit: ${sentence}`,
    values: { quota, max },
    retryAfterSeconds: seconds,
    number: 2010203,
  }),
  'task-not-retriable': (uuid: string, status: string) =>
    conflict(`the task ${uuid} is ${status}: only a failed or cancelled task can be converted again`, {
      uuid,
      status,
    }),
  'resources-external': () =>
    notFound(
      'this server only issues tokens: rooms and conversions live in the service that BOARDGATE_RESOURCES=external points to',
    ),
  'idempotency-key-malformed': () =>
    bad('the Idempotency-Key header must be 1 to 255 visible ASCII characters, without spaces'),
  'idempotency-key-reused': () => ({
    ...conflict(
      'the Idempotency-Key came with another request within 24 hours: use a new one for each creation',
    ),
    // The vendor's clients know no 409.
    vendorStatus: 400,
  }),
  'route-not-found': () => notFound('no such route or method: see /docs for those there are'),
  'admin-token-missing': () =>
    unauthorized('the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN'),
  'admin-token-wrong': () => unauthorized('invalid admin token'),
  'code-wrong': () =>
    unauthorized('this sign-in link is no longer valid: run `boardgate console` for a new one'),
  'session-over': () => unauthorized('not signed in, or the session has ended: sign in'),
  'not-from-console': () =>
    unauthorized(
      'only the console page may send this: the x-boardgate-console header is missing, or another site sent it',
    ),
  'project-not-found': (project: string) =>
    notFound(`no project ${project}: list the projects to see which exist`, { project }),
  'project-exists': (name: string) =>
    conflict(`a project named ${JSON.stringify(name)} already exists`, { name }),
  'project-enabled': (name: string) =>
    conflict(
      `the project ${JSON.stringify(name)} is enabled: disable it first; deleting it also deletes its keys, rooms, conversions and revocations`,
      { name },
    ),
  'key-not-found': (accessKey: string) =>
    notFound(`no access key ${accessKey}: list the keys to see which exist`, { accessKey }),
  'key-deleted': (accessKey: string, time: string) =>
    conflict(
      `the access key ${accessKey} was deleted on ${time}: to accept its tokens again, import it with restore`,
      { accessKey, time },
    ),
  'key-exists': (accessKey: string) => conflict(`the access key ${accessKey} already exists`, { accessKey }),
  'key-unusable': (accessKey: string) =>
    conflict(
      `the access key ${accessKey} or its project is disabled or expired: its tokens would be refused`,
      { accessKey },
    ),
  'key-damaged': (accessKey: string) =>
    conflict(
      `the stored secret key of the access key ${accessKey} cannot be opened: restore a backup, or delete the key and import its pair again`,
      { accessKey },
    ),
  'no-usable-key': (project: string) =>
    conflict(`the project ${JSON.stringify(project)} has no enabled access key: create one first`, {
      project,
    }),
  'revocation-not-found': (id: string) =>
    notFound(`no revocation ${id}: list the revocations to see which exist`, { id }),
  'delivery-not-found': (id: string) =>
    notFound(`no webhook delivery ${id}: list the deliveries to see which exist`, { id }),
  'admin-token-configured': () =>
    conflict('the admin token is set by BOARDGATE_ADMIN_TOKEN: change it there and restart the server'),
  'operator-role-too-low': (role: string, lowest: string) =>
    forbidden(`an operator with the role ${role} may not do this: it takes the role ${lowest} or stronger`, {
      role,
      lowest,
    }),
  'operator-limited': () =>
    forbidden('an operator limited to some projects may not do this: it concerns the whole server'),
  'operator-not-found': (name: string) =>
    notFound(`no operator ${name}: list the operators to see which exist`, { name }),
  'operator-exists': (name: string) =>
    conflict(`an operator named ${JSON.stringify(name)} already exists`, { name }),
  'operator-self': () =>
    conflict('operators cannot change or delete themselves: ask another owner, or use the admin token'),
  'last-owner': (name: string) =>
    conflict(`${name} is the last owner: make another operator an owner first`, { name }),
  'too-many-failures': (seconds: number) => ({
    status: 429,
    message: `too many failed attempts: try again in ${seconds} seconds`,
    values: { seconds },
    retryAfterSeconds: seconds,
  }),
  'too-many-connections': () => ({
    status: 429,
    message: 'too many connections from one address: close some, or reuse them',
    values: {},
    retryAfterSeconds: 1,
  }),
  'server-busy': () => ({
    status: 503,
    message: 'too many requests wait for their turn: try again',
    values: {},
    retryAfterSeconds: 1,
  }),
  'server-stopping': () => ({
    status: 503,
    message: 'this server is stopping: send requests to another one',
    values: {},
    retryAfterSeconds: 1,
  }),
  'not-ready': (problem: string) => ({
    status: 503,
    message: `this server cannot serve: ${problem}`,
    values: { problem },
    retryAfterSeconds: 5,
  }),
  'database-unreachable': () => ({
    status: 503,
    message: 'the database cannot be reached at present: try again',
    values: {},
    retryAfterSeconds: 1,
  }),
  'cannot-store': () => ({
    status: 503,
    message: 'changes cannot be stored at present: try again',
    values: {},
    retryAfterSeconds: 5,
  }),
  internal: () => ({
    status: 500,
    message: 'internal error: the operator finds the cause in the log',
    values: {},
  }),
} satisfies Record<string, (...details: never[]) => PublicError>;

/** Who set the limit that a token would exceed. */
export type LimitSetter = 'server' | 'project';

export type ErrorCode = keyof typeof ERRORS;

type Details<Code extends ErrorCode> = Parameters<(typeof ERRORS)[Code]>;

/** A refusal out of the catalogue. `message` is public; a `cause` is for the log alone. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly statusCode: PublicError['status'];
  readonly values: ErrorValues;
  readonly retryAfterSeconds: number | undefined;
  readonly hint: string | undefined;
  readonly number: number | undefined;
  readonly vendorStatus: number | undefined;

  private constructor(
    code: ErrorCode,
    { status, message, values, retryAfterSeconds, hint, number, vendorStatus }: PublicError,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiError';
    this.code = code;
    this.statusCode = status;
    this.values = values;
    this.retryAfterSeconds = retryAfterSeconds;
    this.hint = hint;
    this.number = number;
    this.vendorStatus = vendorStatus;
  }

  /**
   * @example
   * throw ApiError.of('role-forbidden', 'reader');
   */
  static of<Code extends ErrorCode>(code: Code, ...details: Details<Code>): ApiError {
    return new ApiError(code, describe(code, details));
  }

  /** The same, with what brought it about, which only the log gets to see. */
  static causedBy(cause: unknown, code: 'internal' | 'database-unreachable' | 'cannot-store'): ApiError {
    return new ApiError(code, describe(code, []), { cause });
  }
}

function describe(code: ErrorCode, details: readonly unknown[]): PublicError {
  return (ERRORS[code] as (...details: readonly unknown[]) => PublicError)(...details);
}

function refusal<Status extends PublicError['status']>(status: Status) {
  return (message: string, values: ErrorValues = {}) => ({ status, message, values });
}
