/** The conversions page. */
export const conversions = {
  title: 'Conversions',
  description: 'Documents on their way to becoming whiteboard pages',
  document: 'Document',
  state: 'State',
  pages: 'Pages',
  started: 'Started',
  details: 'Conversion',
  filters: {
    label: 'Which conversions',
    state: 'State',
    any: 'All',
    clear: 'Show all conversions',
  },
  empty: {
    title: 'No conversion yet',
    advice:
      'A PDF, Word or PowerPoint file becomes pictures of its pages, or slides with their animations. Start one here from its address, or let your app server do so through the API. What is made is kept for seven days.',
  },
  noMatch: {
    title: 'No conversion is like that',
    advice: 'Conversions are listed for seven days after they were started.',
  },
  external: {
    title: 'Conversions run elsewhere',
    advice:
      'This server only issues tokens: documents are converted by the service that BOARDGATE_RESOURCES=external points to.',
  },
  start: {
    open: 'New conversion',
    title: 'New conversion',
    resource: 'Address of the document',
    resourceHelp:
      'The server fetches it: http or https, not on a private network unless the operator allows that host',
    formats: 'This server converts {{formats}}.',
    type: 'Result',
    types: { static: 'Pictures of the pages', dynamic: 'Slides with animations' },
    typeHelp: {
      static: 'From any document: one picture for each page',
      dynamic: 'From PPTX alone: a web page and an archive of it',
    },
    format: 'Format of the pictures',
    scale: 'Scale',
    scaleHelp: 'Pixels for each point of the page, 0.1 to 3',
    preview: 'Small previews too',
    submit: 'Start',
  },
  progress: {
    label: 'Progress',
    inLine: 'waits for its turn',
    reading: 'the document is fetched and read',
    pages: '{{done}} of {{count}} pages',
  },
  pageNumber: 'Page {{number}}',
  morePages: '+{{count}}',
  uuid: 'Conversion uuid',
  facts: {
    project: 'Project',
    result: 'Result',
    pages: 'Pages',
    size: 'Size',
    priority: 'Priority',
    attempts: 'Begun',
    attemptsCount_one: '{{count}} time',
    attemptsCount_other: '{{count}} times',
    created: 'Started',
    ended: 'Ended',
    api: 'Through',
    apis: { projector: 'the projector API', services: 'the older services API' },
  },
  priorities: { highest: 'before all others', normal: 'in its turn', lowest: 'after all others' },
  actions: {
    first: 'Convert first',
    last: 'Convert last',
    ended: 'It had ended before.',
    cancel: 'Cancel',
    cancelHelp: 'Cancelling removes what has been made so far. It can be converted again from the beginning.',
    retry: 'Convert again',
  },
  links: {
    title: 'Links',
    explanation: 'Whoever has a link sees the file. They work for seven days from the start.',
    web: 'Web page',
    notes: 'Speaker notes',
    other: 'File',
    archive: 'Archive',
    all: 'All links',
  },
  deliveries: {
    title: 'Webhook',
    status: { pending: 'on its way', delivered: 'delivered', failed: 'given up' },
    attempts: '{{attempts}} of {{most}} attempts',
    answered: 'answered {{status}}',
    noAnswer: 'no answer',
    next: 'Next attempt',
    again: 'Send again',
  },
  failure: {
    said: 'The server says:',
    code: 'Code {{code}}',
    unsupported: {
      title: 'This kind of file is not converted',
      advice:
        'Use a PDF, DOC, DOCX, PPT or PPTX file without a password. Where Office files are refused, LibreOffice is missing on the server: save the document as PDF, or have it installed.',
    },
    download: {
      title: 'The document could not be fetched',
      advice:
        'Open its address from where the server stands: it must answer without a sign-in, and not be too large. A host on a private network has to be named in BOARDGATE_CONVERSION_ALLOW_HOSTS. Then convert it again.',
    },
    empty: {
      title: 'The document is empty',
      advice: 'There is not a byte in it. Upload it anew, then convert it again.',
    },
    dynamicOnly: {
      title: 'Only PPTX becomes slides with animations',
      advice: 'Start a new conversion into pictures of the pages, or save the document as PPTX.',
    },
    unzip: {
      title: 'The Office file is damaged',
      advice: 'Open it in its program, save it anew, upload it, and convert it again.',
    },
    presentation: {
      title: 'The presentation could not be read',
      advice:
        'It is damaged or has a password. Save it anew without one. As pictures of the pages, or saved as PDF, it often works where animations do not.',
    },
    document: {
      title: 'The Word document could not be read',
      advice: 'It is damaged or has a password. Save it anew without one, or save it as PDF.',
    },
    limit: {
      title: 'The document takes more than is allowed',
      advice:
        'It has too many or too large pages or images. Lower the scale, choose jpg or webp, or divide the document. The operator can raise the limits.',
    },
    timeout: {
      title: 'It took too long',
      advice:
        'Divide the document, or convert it again when less is going on. The operator can raise the time limit.',
    },
    preview: {
      title: 'The previews could not be made',
      advice: 'Convert it again without small previews.',
    },
    storage: {
      title: 'What was made could not be stored',
      advice:
        'Nothing is wrong with the document. The disk or the bucket of this server does not take files: see its log, then convert it again.',
    },
    unknown: {
      title: 'The document could not be drawn',
      advice:
        'Mostly it is damaged: open it in its program, save it anew as PDF, and convert it again. If it opens well, the cause is in the server’s log.',
    },
  },
} as const;
