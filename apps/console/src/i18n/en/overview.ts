/** The overview page. */
export const overview = {
  title: 'Overview',
  description: 'What the server is doing',
  range: 'How far back',
  ranges: { hour: 'Hour', day: 'Day', month: 'Month' },
  kinds: { sdk: 'SDK', room: 'Room', task: 'Task' },
  freshness: {
    updated: 'It updates by itself. Updated',
    unreachable: 'The server does not answer, so these figures stand still. It is asked again and again.',
    failing:
      'The server answers, but fails: its database may be out of reach. These figures stand still, and it is asked again and again.',
    from: 'They are from',
  },
  firstSteps: {
    title: 'First steps',
    description: 'From nothing to a token that lets somebody into a room',
    done: '(done)',
    hide: 'Hide these steps',
    keys: {
      title: 'Get a pair of keys (AK and SK)',
      advice:
        'Your programs get tokens with them. The first start made a pair and printed it in the terminal; in the project you can make another.',
    },
    sdk: {
      title: 'Get a test SDK token',
      advice: 'It proves to the API that you may act for the project. Try it with the code beside it.',
    },
    room: { title: 'Create a room', advice: 'A whiteboard that people meet at. It has a uuid of its own.' },
    roomToken: {
      title: 'Get a Room token',
      advice: 'Hand it to a client together with the uuid of the room, and it can join.',
    },
  },
  totals: {
    label: {
      hour: 'Totals of the last hour',
      day: 'Totals of the last day',
      month: 'Totals of the last 30 days',
    },
    sdk: 'SDK tokens issued',
    room: 'Room tokens issued',
    task: 'Task tokens issued',
    refusedToo: '{{number}} refused',
    refusals: 'Requests refused',
    refusalsNote: 'for any reason',
  },
  overTime: {
    title: 'Tokens over time',
    steps: {
      hour: 'Each minute of the last hour',
      day: 'Each half hour of the last day',
      month: 'Each day (of UTC) of the last 30',
    },
    nothing: {
      hour: 'No token was issued or refused in the last hour.',
      day: 'No token was issued or refused in the last day.',
      month: 'No token was issued or refused in the last 30 days.',
    },
    issued: 'Issued',
    refused: 'Refused',
    issuedLabel:
      'Tokens issued over time: {{sdk}} SDK, {{room}} Room, {{task}} Task in all. The table has every figure.',
    refusedLabel:
      'Tokens refused over time: {{sdk}} SDK, {{room}} Room, {{task}} Task in all. The table has every figure.',
    showTable: 'Show the figures as a table',
    hideTable: 'Hide the table',
    tableLabel: 'Tokens issued and refused over time',
    day: 'Day',
  },
  refusals: {
    title: 'Why requests were refused',
    description: 'The most frequent reasons, with what usually causes them',
    none: {
      hour: 'No request was refused in the last hour.',
      day: 'No request was refused in the last day.',
      month: 'No request was refused in the last 30 days.',
    },
    unknown: 'This page does not know the reason yet; docs/api.md lists all codes.',
  },
  reasons: {
    'region-missing':
      'No region header was sent. Usually an older client: set a default region in BOARDGATE_DEFAULT_REGION.',
    'region-unknown':
      'The region header names a region this server does not have. Usually a spelling mistake.',
    'body-not-json': 'The body was not JSON. Usually a form was sent, or quotes were lost in a shell.',
    'body-not-object': 'The body was JSON, but not an object. Usually a list or a bare text was sent.',
    'body-too-large': 'The body was too large. Usually a file was sent instead of its address.',
    'body-too-deep': 'The body was nested too deep. No client of the API sends such bodies.',
    'body-key-doubled': 'The body had a key twice. Usually it was put together by hand.',
    'body-key-forbidden': 'The body had a key with a forbidden name. Usually an attack was tried.',
    'field-missing':
      'A field was missing. Usually it has another name in the program: names are case-sensitive.',
    'field-invalid': 'A field had an unfit value. Usually a number was sent as text, or a time in seconds.',
    'field-unknown': 'The management API was sent a field it does not know. Usually it is misspelt.',
    'lifespan-too-long':
      'A token was to live longer than the server or its project allows. Ask for less, or change the project’s limits.',
    'lifespan-permanent':
      'A permanent token (lifespan 0) was asked for where there are none. Ask for a lifespan.',
    'role-above-policy': 'A stronger role was asked for than the project’s limits allow.',
    'request-malformed': 'It was not well-formed HTTP. Usually a scanner, or TLS spoken to a plain port.',
    'credentials-wrong':
      'Access key or secret key were wrong. Usually the two are swapped, cut off, or from another server.',
    'token-format': 'The token could not be read. Usually it was cut off, or has “Bearer ” before it.',
    'token-signature':
      'The signature was wrong. Usually the program signs with another secret key; the inspector finds the mistake.',
    'token-expired': 'The token had expired. Usually it is kept too long, or a clock is wrong.',
    'team-forbidden':
      'The key or project was disabled, the key had expired, the token was revoked, or it was of the wrong kind.',
    'room-forbidden': 'The token was for another room. Usually tokens or uuids were mixed up.',
    'task-forbidden': 'The token was for another conversion. Usually tokens or uuids were mixed up.',
    'role-forbidden': 'The token’s role was too weak. Usually a reader’s token was used to change something.',
    'room-banned': 'The room is banned: its Room tokens are refused until the ban is lifted.',
    'room-not-found':
      'There is no such room in the project. Usually its uuid is from another project or server.',
    'task-not-found': 'There is no such conversion in the project, or it is older than seven days.',
    'task-running': 'A running conversion was to be moved in the queue: only waiting ones can be.',
    'tasks-exceeded':
      'The project had as many conversions waiting as its limits allow. Try later, or allow more.',
    'task-not-retriable': 'A conversion was to be tried again that had neither failed nor been cancelled.',
    'resources-external': 'A room or conversion was asked for, but this server only issues tokens.',
    'route-not-found': 'There is no such address or method. Usually a wrong base address, or a scanner.',
    'admin-token-missing': 'The management API was called without the admin token.',
    'admin-token-wrong': 'The admin token was wrong. Usually an old one, or somebody guesses.',
    'code-wrong': 'A sign-in link was used up or too old: it signs in once, within 15 minutes.',
    'session-over':
      'A console’s session was over: after half an hour idle, or because the admin token is new.',
    'not-from-console':
      'A console’s session was used from elsewhere than its page. Usually an attack was tried.',
    'project-not-found': 'There is no such project. Usually it was deleted.',
    'project-exists': 'A project was to get a name that another one has.',
    'project-enabled': 'An enabled project was to be deleted: it has to be disabled first.',
    'key-not-found': 'There is no such access key. Usually it was deleted.',
    'key-exists': 'An access key was to be imported that is here already.',
    'key-unusable': 'A token was to be signed with a key that is disabled or expired.',
    'no-usable-key': 'A token was asked of a project without an enabled access key: create one.',
    'revocation-not-found': 'There is no such revocation. Usually it was taken back already.',
    'delivery-not-found': 'There is no such webhook delivery. Usually it is too old.',
    'admin-token-configured':
      'The admin token was to be replaced, but BOARDGATE_ADMIN_TOKEN gives it: change it there and restart.',
    'too-many-failures':
      'Too many wrong keys or tokens came from an address. A program in a loop, or somebody guesses.',
    'database-unreachable': 'The database could not be reached. Look at it, and at the network between.',
    internal: 'The server failed by a fault of its own. Its log has the cause.',
  },
  busiest: {
    title: 'Busiest keys',
    description: 'By whole hours; each leads to its project',
    none: 'No key was used yet.',
    key: 'Key',
    project: 'Project',
  },
  health: {
    title: 'Health',
    database: 'Database',
    answers: 'answers',
    ping: '{{database}}, in {{ms}} ms',
    conversions: 'Conversions',
    conversionCounts: '{{waiting}} waiting, {{running}} running.',
    showConversions: 'Show conversions',
    nodes: 'Servers on this database',
    host: 'Host',
    state: 'State',
    version: 'Version',
    started: 'Started',
    seen: 'Last seen',
    goneAdvice:
      'A server that is gone has not been heard of for half a minute, and did not say that it stops. After a day it is forgotten.',
  },
} as const;
