type Values = Readonly<Record<string, string | number>>;

/** What a refusal says for programs: see docs/api.md. */
interface Refusal {
  readonly code: string;
  readonly values: Values;
}

/** Why a request failed: the server refused it, or could not be reached. */
export class RequestError extends Error {
  /** The status of the answer; 0 = there was no answer. */
  readonly status: number;
  /** `undefined` where the answer did not come from the server itself, such as a proxy's. */
  readonly refusal: Refusal | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, message: string, refusal?: Refusal, retryAfterSeconds?: number) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.refusal = refusal;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }

  static of(response: Response, body: unknown): RequestError {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const { message } = (body ?? {}) as { readonly message?: unknown };
    return new RequestError(
      response.status,
      typeof message === 'string' ? message : response.statusText,
      isRefusal(body) ? body : undefined,
      Number.isFinite(seconds) ? seconds : undefined,
    );
  }
}

function isRefusal(body: unknown): body is Refusal {
  const { code, values } = (body ?? {}) as Record<string, unknown>;
  return typeof code === 'string' && typeof values === 'object' && values !== null;
}
