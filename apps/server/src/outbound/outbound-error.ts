/**
 * Why a request to another server came to nothing. The message is public: it tells nothing of what lies behind a private address, and
 * nothing of a URL but that it was wrong.
 */
export class OutboundError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutboundError';
  }
}

/** @param rule what the URL must be. */
export function refusedUrl(rule: string): OutboundError {
  return new OutboundError(`the URL ${rule}`);
}
