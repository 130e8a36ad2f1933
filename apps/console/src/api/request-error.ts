/** Why a request came to nothing: the server refused it, or could not be reached. */
export class RequestError extends Error {
  /** The answer's status; 0 = there was no answer. */
  readonly status: number;
  /** When to come again, where the server says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, message: string, retryAfterSeconds?: number) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }

  /** The server's own sentence, out of an answer that refuses, and its body. */
  static of(response: Response, body: unknown): RequestError {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const message = hasMessage(body) ? body.message : '';
    return new RequestError(response.status, message, Number.isFinite(seconds) ? seconds : undefined);
  }
}

function hasMessage(body: unknown): body is { message: string } {
  return typeof (body as { message?: unknown } | null)?.message === 'string';
}
