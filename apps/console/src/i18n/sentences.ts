/**
 * Sentences that reach the page without a code: the server stores them with a task or a webhook delivery, or the token library words
 * them. `{{…}}` stands for a value. The first match counts. A test compares them with the server's source; a sentence that is not
 * here is shown as it is, in English.
 */
const SENTENCES = {
  hostLookup: 'the host name cannot be resolved at the moment',
  hostRefused: 'the host refused the connection',
  hostBroke: 'the host closed the connection early',
  hostSlow: 'the host did not respond in time',
  hostSlowSeconds: 'the host did not respond within {{seconds}} seconds',
  hostUnreachable: 'the host cannot be reached',
  hostHeaders: 'the headers of the response are too large',
  hostCertificate: 'the host’s certificate is not valid',
  hostTls: 'the TLS handshake with the host failed',
  hostHttp: 'the host did not respond with valid HTTP',
  hostProtocol: 'the host switched to a protocol other than HTTP',
  hostPrivate:
    'there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS',
  hostStatus: 'the host responded with status {{status}} instead of 200',
  hostRedirects: 'the host redirected more than {{count}} times',
  hostDrips: 'the host sent less than {{bytes}} bytes in {{seconds}} seconds',
  hostCompresses: 'the host compressed the response: it must send the file uncompressed',
  downloadSlow: 'it took longer than {{seconds}} seconds',
  tooManyBytes: 'the document is larger than the {{max}} bytes allowed',
  tooManyBytesCopied: 'it has {{bytes}} bytes, at most {{max}} are allowed',
  urlScheme: '{{which}} must be an http or https URL such as https://files.example.org/lesson.pdf',
  urlCredentials: '{{which}} must be a URL without user and password: send a signed URL instead',
  urlLength: '{{which}} must be a URL of at most {{max}} bytes',
  receiverGone: 'the receiver answered 410 Gone: it gets no further attempts',
  receiverRedirects:
    'the receiver answered {{status}}: redirects are not followed, so the webhook must use the final URL',
  receiverStatus: 'the receiver answered {{status}}: it must answer 200 to 299',
  serverFault: 'a fault of this server; its operator finds the cause in the log',
  serverFaultDelivery: 'the server failed to send it: the log has the cause',
  serverStopped: 'the server stopped during the conversion, {{times}}: try again, or try a smaller document',
  serverDisk: 'the server cannot write the document to its disk',
  noBytes: 'the host sent no bytes',
  nothing: 'it has 0 bytes',
  kind: 'this is {{kind}}: it must be a PDF, DOC, DOCX, PPT or PPTX file',
  kindNotConverted: 'this server does not convert {{kind}} files: {{missing}}',
  notPptx: 'this is a {{kind}} file: convert it as static, or save it as pptx',
  passwordPdf: 'the PDF needs a password: save it without one',
  password: 'the document needs a password: save it without one',
  encryption: 'the PDF is encrypted in a way that is not supported: save it unencrypted',
  pdfNoPages: 'the PDF has no pages',
  pdfPageCount: 'the PDF claims more pages than it can have',
  pdfDamaged: 'the PDF is damaged or incomplete',
  pdfUnusable: 'no page of the PDF can be drawn: it is damaged',
  pdfXfa: 'the PDF is an XFA form, which only Adobe’s programs show: print it to a new PDF there',
  pageSlow: 'page {{number}} of the PDF could not be drawn within {{seconds}} seconds',
  pageBroken: 'page {{number}} of the PDF could not be drawn: it is damaged',
  pageMemory: 'page {{number}} of the PDF could not be drawn: it takes more memory than allowed',
  pdfSlow: 'the PDF could not be opened within {{seconds}} seconds',
  pdfBroken: 'the PDF could not be opened: it is damaged',
  pdfMemory: 'the PDF could not be opened: it takes more memory than allowed',
  tooManyPages: 'it has {{count}} pages, at most {{max}} are allowed',
  zipParts: 'it has more than {{max}} parts',
  zipBytes: 'it has more than {{max}} bytes unpacked',
  zipPartBytes: 'one of its parts has more than {{max}} bytes unpacked',
  zipNames: 'it has two parts of the same name: save it again',
  zipRatio: 'one of its parts is more than {{max}} times as large unpacked',
  zipDamaged: 'it is damaged or incomplete: save it again',
  xmlEntities: 'one of its parts defines XML entities, which Word and PowerPoint never do',
  xmlMissing: 'one of its parts must be XML and is not: save it again',
  timeLimit:
    'it did not finish within {{seconds}} seconds: this server is busy, try again later, or try a smaller document',
  officeSlow:
    'LibreOffice did not finish the {{kind}} file within {{seconds}} seconds: this server is busy, try again later',
  officeLimit:
    'LibreOffice stopped on the {{kind}} file: it takes more than {{gib}} GiB of memory or {{seconds}} seconds of processor time, or is damaged; split it, or save it again',
  officeDamaged:
    'LibreOffice cannot read the {{kind}} file: it is damaged, or has something that LibreOffice does not know; save it again as {{format}}, or as PDF',
  officeOf95:
    'LibreOffice cannot read the {{kind}} file: it is in the format of 1995, which LibreOffice knows only in part; save it again as {{format}}, or as PDF',
  slidesBroken: 'its slides cannot be converted into a web page: convert it as static',
  slidesSize: 'its web page is larger than {{mib}} MiB: use smaller images',
  pagesSize: 'its pages take more than {{mib}} MiB in total: lower the scale, or choose jpg or webp',
  diskSpace: 'the conversion takes more disk space than allowed',
  rendererSilent: 'nothing was drawn for {{seconds}} seconds: this server is busy, try again later',
  pageCpu: 'a page takes more than {{seconds}} seconds of processor time: it is too large or too complex',
  rendererLimit:
    'the process that draws it ended early: the document takes more memory or processor time than allowed, or is damaged',
  rendererMissing: 'the process that draws documents does not start on this server',
  rendererBroken: 'the document broke the process that draws it: it is damaged or hostile',
  storeCredentials:
    'the store refused the credentials: the operator must check BOARDGATE_S3_ACCESS_KEY_ID, BOARDGATE_S3_SECRET_ACCESS_KEY and the clock',
  storeBucket: 'the bucket does not exist: the operator must check BOARDGATE_S3_ENDPOINT',
  storeUnreachable: 'the store cannot be reached',
  storeStatus: 'the store responded with status {{status}}',
  storeDelete: 'the store did not delete all files',
  resultsUnreadable: 'the server cannot read a converted file',
  storedUnreadable: 'the server cannot read a stored file',
  diskFull: 'the server’s disk is full',
  dataFolder: 'the server cannot write to its data folder',
  dataFolderUnread: 'the server cannot read its data folder',
  resultGone: 'a converted page was gone before the conversion had ended: try again',
  programKilled:
    'the program that converts it was ended from outside: this server may be short of memory; try again later',
  tokenBase64: 'the payload is not base64url without padding',
  tokenQuery: 'the payload is not a URL-encoded query string',
  tokenPair: 'a field is not name=value',
  tokenFields: 'more than {{max}} fields',
  tokenDoubled: 'a field occurs twice',
  tokenEscape: 'an escape is not % and two upper-case hex digits',
  tokenUtf8: 'an escape is not UTF-8',
  tokenText: 'a token is a string',
  tokenLength: 'longer than {{max}} characters',
  tokenPrefix: 'no token prefix',
  tokenField: '{{field}} is missing',
  tokenRole: 'role is not 0, 1 or 2',
  tokenUuid: 'an SDK token carries a uuid',
  tokenExpiry: 'expireAt is not a time in epoch milliseconds',
} as const;

export type SentenceName = keyof typeof SENTENCES;

export interface Recognised {
  readonly name: SentenceName;
  readonly values: Readonly<Record<string, string>>;
}

const PATTERNS = Object.entries(SENTENCES).map(
  ([name, sentence]) => [name as SentenceName, patternOf(sentence)] as const,
);

/** Which sentence this is, and its values; `undefined` for one that the page does not know. */
export function recognise(sentence: string): Recognised | undefined {
  for (const [name, pattern] of PATTERNS) {
    const match = pattern.exec(sentence);
    if (match !== null) return { name, values: { ...match.groups } };
  }
  return undefined;
}

function patternOf(sentence: string): RegExp {
  const escaped = sentence.replaceAll(/[\\^$.*+?()[\]|]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/{{(\w+)}}/g, '(?<$1>.+)')}$`, 's');
}
