/**
 * Why a request to another server failed. The message is public: it reveals nothing about private addresses, and quotes no URL.
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
