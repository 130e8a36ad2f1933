/** The conversions page. */
export const conversions = {
  title: 'Conversions',
  description: 'Documents converted to whiteboard pages',
  document: 'Document',
  state: 'Status',
  pages: 'Pages',
  started: 'Started',
  details: 'Conversion',
  filters: {
    label: 'Filter conversions',
    state: 'Status',
    any: 'All',
    clear: 'Show all conversions',
  },
  empty: {
    title: 'No conversions yet',
    advice:
      'PDF, Word and PowerPoint files are converted to page images, or to slides with animations. Start a conversion here from a document’s URL, or let your app server start it through the API. Results are kept for seven days.',
  },
  noMatch: {
    title: 'No matching conversions',
    advice: 'Conversions are listed for seven days after they start.',
  },
  external: {
    title: 'Conversions are kept elsewhere',
    advice:
      'This server only issues tokens (BOARDGATE_RESOURCES=external). Documents are converted by another service.',
  },
  start: {
    open: 'New conversion',
    title: 'New conversion',
    source: 'Document',
    sources: { url: 'From a URL', file: 'From this computer' },
    file: 'File',
    filePlaceholder: 'Select a file',
    fileHelp: 'The upload has 30 seconds: give a URL for a large file behind a slow connection.',
    uploading: 'Uploading {{name}}…',
    resource: 'Document URL',
    resourceHelp:
      'The server downloads it over http or https. The operator must allow hosts on a private network.',
    formats: 'This server converts {{formats}}.',
    type: 'Result',
    types: { static: 'Page images', dynamic: 'Slides with animations' },
    typeHelp: {
      static: 'From any document: one image per page',
      dynamic: 'From PPTX only: a web page and its archive',
    },
    format: 'Image format',
    scale: 'Scale',
    scaleHelp: 'Pixels per point, 0.1 to 3',
    preview: 'Create thumbnails',
    submit: 'Start',
  },
  progress: {
    label: 'Progress',
    inLine: 'In the queue',
    reading: 'Downloading and reading the document',
    pages: '{{done}} of {{count}} pages',
  },
  pageNumber: 'Page {{number}}',
  morePages: '+{{count}}',
  uuid: 'Task UUID',
  facts: {
    project: 'Project',
    result: 'Result',
    pages: 'Pages',
    size: 'Size',
    priority: 'Priority',
    attempts: 'Attempts',
    created: 'Started',
    ended: 'Ended',
    api: 'API',
    apis: { projector: 'projector', services: 'services (older)' },
  },
  priorities: { highest: 'First in the queue', normal: 'Normal', lowest: 'Last in the queue' },
  actions: {
    first: 'Convert first',
    last: 'Convert last',
    ended: 'The conversion had already ended.',
    cancel: 'Cancel conversion',
    cancelHelp: 'Cancelling deletes the results so far. You can run the conversion again from the start.',
    retry: 'Convert again',
  },
  links: {
    title: 'Links',
    explanation: 'Anyone with a link can open the file. Links work for seven days after the start.',
    web: 'Web page',
    notes: 'Speaker notes',
    other: 'File',
    archive: 'Archive',
    all: 'All links',
    open: 'Open',
  },
  deliveries: {
    title: 'Webhook',
    status: { pending: 'Pending', delivered: 'Delivered', failed: 'Failed' },
    attempts: '{{attempts}} of {{most}} attempts',
    answered: 'status {{status}}',
    noAnswer: 'no response',
    next: 'Next attempt',
    again: 'Send again',
  },
  failure: {
    code: 'Error code {{code}}',
    unsupported: {
      title: 'Unsupported file type',
      advice:
        'Use a PDF, DOC, DOCX, PPT or PPTX file without a password. If all Office files are refused, the server has no LibreOffice: save the document as PDF, or ask the operator to install LibreOffice.',
    },
    download: {
      title: 'The document could not be downloaded',
      advice:
        'Open its URL from the server’s network: it must respond without a sign-in, and the file must not be too large. Hosts on a private network must be listed in BOARDGATE_CONVERSION_ALLOW_HOSTS. Then convert it again.',
    },
    empty: {
      title: 'The document is empty',
      advice: 'The file has no content. Upload it again, then convert it again.',
    },
    dynamicOnly: {
      title: 'Only PPTX files can become slides with animations',
      advice: 'Start a new conversion to page images, or save the document as PPTX.',
    },
    unzip: {
      title: 'The Office file is damaged',
      advice: 'Open it in its program, save it again, upload it, and convert it again.',
    },
    presentation: {
      title: 'The presentation could not be read',
      advice:
        'It is damaged or has a password. Remove the password and save it again. If animations fail, page images or a PDF often work.',
    },
    document: {
      title: 'The Word document could not be read',
      advice: 'It is damaged or has a password. Remove the password and save it again, or save it as PDF.',
    },
    limit: {
      title: 'The document exceeds a limit',
      advice:
        'It has too many or too large pages or images. Lower the scale, choose jpg or webp, or split the document. The operator can raise the limits.',
    },
    timeout: {
      title: 'The conversion took too long',
      advice:
        'Split the document, or convert it again when the server is less busy. The operator can raise the time limit.',
    },
    preview: {
      title: 'The thumbnails could not be created',
      advice: 'Convert it again without thumbnails.',
    },
    storage: {
      title: 'The results could not be stored',
      advice:
        'The document is fine. The server’s disk or bucket does not accept files: check the server’s log, then convert it again.',
    },
    unknown: {
      title: 'The document could not be rendered',
      advice:
        'It is probably damaged: open it in its program, save it as PDF, and convert it again. If it opens correctly, the cause is in the server’s log.',
    },
  },
} as const;
