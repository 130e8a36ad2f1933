/** With the vendor's code and sentence (spec §6.1). The detail after the sentence is ours. */
export const FAILURES = {
  'file-unsupported': { code: 2110100, message: 'unsupported file type' },
  'download-failed': { code: 2110101, message: 'download file failed' },
  'file-empty': { code: 2110102, message: 'file is empty' },
  'dynamic-only-pptx': { code: 2010202, message: 'dynamic conversion only support pptx' },
  'unzip-failed': { code: 2030101, message: 'unzip file failed' },
  'presentation-broken': { code: 2110201, message: 'presentation parser failed' },
  'document-broken': { code: 2110202, message: 'word parser failed' },
  'pdf-broken': { code: 2110099, message: 'unknown error' },
  'limit-exceeded': { code: 2040005, message: 'task timeout (abnormal or oversized images)' },
  'task-timeout': { code: 2011201, message: 'task timeout' },
  'preview-failed': { code: 2050401, message: 'generate preview failed' },
  'storage-failed': { code: 2090304, message: 'upload to storage failed' },
  unknown: { code: 2110099, message: 'unknown error' },
} as const satisfies Readonly<Record<string, { code: number; message: string }>>;

export type FailureReason = keyof typeof FAILURES;

/** The message is public: what is wrong and what to do, without paths of this machine, resolved addresses and parts of the document. */
export class ConversionFailure extends Error {
  readonly reason: FailureReason;
  readonly code: number;

  /** @param detail completes the vendor's sentence: "the PDF needs a password: save it without one". */
  constructor(reason: FailureReason, detail: string, options?: ErrorOptions) {
    super(`${FAILURES[reason].message}: ${detail}`, options);
    this.name = 'ConversionFailure';
    this.reason = reason;
    this.code = FAILURES[reason].code;
  }
}
