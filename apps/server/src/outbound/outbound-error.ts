/**
 * Why a request to another server failed. The message is public: it reveals nothing about private addresses, and quotes no URL.
 */
export class OutboundError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutboundError';
  }
}

/**
 * One sentence for a name that does not exist and for a host or an address that is refused, so that nobody can learn which names there are
 * in a network.
 */
export const NO_PUBLIC_HOST =
  'there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS';

/** @param rule what the URL must be. */
export function refusedUrl(rule: string): OutboundError {
  return new OutboundError(`the URL ${rule}`);
}
