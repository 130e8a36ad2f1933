/** The overview page. */
export const overview = {
  title: 'Overview',
  description: 'Server activity and health',
  range: 'Time range',
  ranges: { hour: 'Hour', day: 'Day', month: '30 days' },
  kinds: { sdk: 'SDK', room: 'Room', task: 'Task' },
  freshness: {
    updated: 'Updates automatically. Last update:',
    unreachable: 'The server is not responding, so these figures are out of date. Retrying.',
    failing:
      'The server responds with an error, so these figures are out of date. Its database may be unreachable. Retrying.',
    from: 'Figures from:',
  },
  firstSteps: {
    title: 'Getting started',
    description: 'Four steps to a token that joins a room',
    done: '(done)',
    hide: 'Hide these steps',
    keys: {
      title: 'Get a key pair (AK and SK)',
      advice:
        'Your programs use it to issue tokens. The first start created a pair and printed it in the terminal. You can create another in the project.',
    },
    sdk: {
      title: 'Issue a test SDK token',
      advice: 'It authorizes API calls for the project. Try it with the sample code.',
    },
    room: { title: 'Create a room', advice: 'A room is a shared whiteboard with its own UUID.' },
    roomToken: {
      title: 'Issue a Room token',
      advice: 'Pass it to a client together with the room’s UUID. The client can then join the room.',
    },
  },
  totals: {
    label: {
      hour: 'Totals for the last hour',
      day: 'Totals for the last day',
      month: 'Totals for the last 30 days',
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
      hour: 'Last hour, by minute',
      day: 'Last day, by half hour',
      month: 'Last 30 days, by day (UTC)',
    },
    nothing: {
      hour: 'No tokens were issued or refused in the last hour.',
      day: 'No tokens were issued or refused in the last day.',
      month: 'No tokens were issued or refused in the last 30 days.',
    },
    issued: 'Issued',
    refused: 'Refused',
    issuedLabel:
      'Tokens issued over time: {{sdk}} SDK, {{room}} Room and {{task}} Task tokens in total. The table lists all figures.',
    refusedLabel:
      'Tokens refused over time: {{sdk}} SDK, {{room}} Room and {{task}} Task tokens in total. The table lists all figures.',
    showTable: 'Show as table',
    hideTable: 'Hide table',
    tableLabel: 'Tokens issued and refused over time',
    day: 'Day',
  },
  refusals: {
    title: 'Why requests were refused',
    description: 'Most frequent reasons first, with their usual causes',
    none: {
      hour: 'No requests were refused in the last hour.',
      day: 'No requests were refused in the last day.',
      month: 'No requests were refused in the last 30 days.',
    },
    unknown: 'This page has no description for this reason. See docs/api.md for all codes.',
  },
  reasons: {
    'region-missing':
      'No region header. Usual cause: an older client. Set a default region in BOARDGATE_DEFAULT_REGION.',
    'region-unknown': 'Unknown region in the region header. Usual cause: a typo.',
    'region-unreachable':
      'The server of another region could not be reached. Check it, and BOARDGATE_REGION_UPSTREAMS.',
    'region-circular':
      'Servers send a region to one another, and none serves it. Correct BOARDGATE_REGION_UPSTREAMS.',
    'body-not-json': 'The body is not JSON. Usual causes: a form was sent, or a shell removed the quotes.',
    'body-not-object': 'The body is JSON, but not an object. Usual cause: an array or plain text was sent.',
    'body-too-large': 'The body is too large. Usual cause: a file was sent instead of its URL.',
    'body-too-deep': 'The body is nested too deeply. No client of this API sends such a body.',
    'body-key-doubled': 'The body has a duplicate key. Usual cause: JSON that was written by hand.',
    'body-key-forbidden': 'The body has a forbidden key. Usual cause: an attempted attack.',
    'encoding-unknown':
      'The body is compressed in an unknown way. Known are gzip, deflate and br. Usual cause: a setting of the HTTP library.',
    'encoding-broken':
      'The compressed body is damaged. Usual cause: a Content-Encoding header on a body that is not compressed.',
    'field-missing':
      'A field is missing. Usual cause: a different name in the program. Names are case-sensitive.',
    'field-invalid':
      'A field has an invalid value. Usual causes: a number sent as text, or a time in seconds.',
    'field-unknown': 'A management request has an unknown field. Usual cause: a typo.',
    'lifespan-too-long':
      'The requested lifespan exceeds the limit of the server or the project. Request less, or change the limit.',
    'lifespan-permanent':
      'A permanent token (lifespan 0) was requested where none are issued. Request a lifespan.',
    'role-above-policy': 'The requested role exceeds the project’s limit.',
    'request-malformed': 'Not well-formed HTTP. Usual causes: a scanner, or TLS on a port without TLS.',
    'request-timeout':
      'A request was not complete within 30 seconds. Usual causes: a broken connection, or a client that keeps the server waiting.',
    'host-missing': 'The Host header is missing. Usual causes: a scanner, or a health check written by hand.',
    'expectation-unknown': 'The Expect header is unknown. No client of this API sends such a header.',
    'credentials-wrong':
      'Wrong access key or secret key. Usual causes: the two are swapped, truncated, or from another server.',
    'token-format': 'The token could not be read. Usual causes: it is truncated, or has “Bearer ” in front.',
    'token-misplaced':
      'The token came as Authorization or in the URL. It belongs in the header “token”, without “Bearer”.',
    'token-signature':
      'Wrong signature. Usual cause: the program signs with another secret key. The inspector finds the mistake.',
    'token-expired': 'The token has expired. Usual causes: it was kept too long, or a clock is wrong.',
    'team-forbidden':
      'The key or project is disabled, the key has expired, the token is revoked, or it has the wrong type.',
    'room-forbidden': 'The token is for another room. Usual cause: mixed-up tokens or UUIDs.',
    'task-forbidden': 'The token is for another conversion. Usual cause: mixed-up tokens or UUIDs.',
    'role-forbidden': 'The token’s role is too low. Usual cause: a reader token used for a change.',
    'requests-exceeded':
      'A client sends too many requests with one access key. Have it wait as Retry-After says, or raise the project’s limit.',
    'room-banned': 'The room is banned. Its Room tokens are refused until the ban is lifted.',
    'room-not-found': 'No such room in the project. Usual cause: a UUID from another project or server.',
    'room-uuid-malformed':
      'Not the UUID of a room. Usual causes: dashes, upper case, or a variable that is “undefined”.',
    'task-not-found': 'No such conversion in the project, or it is older than seven days.',
    'task-uuid-malformed':
      'Not the UUID of a conversion. Usual causes: dashes, upper case, or a variable that is “undefined”.',
    'task-running': 'A running conversion cannot be moved in the queue. Only waiting ones can.',
    'rooms-exceeded': 'The project has reached a limit for rooms. Try again later, or raise the limit.',
    'tasks-exceeded': 'The project has reached a limit for conversions. Try again later, or raise the limit.',
    'task-not-retriable': 'Only a failed or cancelled conversion can be run again.',
    'resources-external': 'A room or conversion was requested, but this server only issues tokens.',
    'idempotency-key-malformed': 'An Idempotency-Key was empty, too long, or had a space in it.',
    'idempotency-key-reused':
      'An Idempotency-Key came with two different requests. Usual cause: a program that uses the same one for everything.',
    'route-not-found': 'No such route or method. Usual causes: a wrong base URL, or a scanner.',
    'admin-token-missing': 'A management request without the admin token.',
    'admin-token-wrong': 'Wrong admin token. Usual causes: an old token, or someone guessing.',
    'code-wrong': 'A sign-in link was already used or too old. A link works once, within 15 minutes.',
    'session-over':
      'A console session had ended: after half an hour without activity, or because the admin token was replaced.',
    'not-from-console': 'A console session was used from outside its page. Usual cause: an attempted attack.',
    'project-not-found': 'No such project. Usual cause: it was deleted.',
    'project-exists': 'The project name is already taken.',
    'project-enabled': 'An enabled project cannot be deleted. Disable it first.',
    'key-not-found': 'No such access key. Usual cause: it was deleted.',
    'key-deleted':
      'An access key was imported that had been deleted. Import it with “restore” if its tokens are to be accepted again.',
    'key-exists': 'An access key was imported that already exists.',
    'key-unusable': 'A token was requested from a disabled or expired key.',
    'key-damaged':
      'A key was used whose stored secret key cannot be opened. Usual cause: a damaged database.',
    'no-usable-key': 'A token was requested from a project without an enabled key. Create one.',
    'revocation-not-found': 'No such revocation. Usual cause: it was already withdrawn.',
    'delivery-not-found': 'No such webhook delivery. Usual cause: it is too old.',
    'admin-token-configured':
      'The admin token cannot be replaced here: BOARDGATE_ADMIN_TOKEN sets it. Change it there and restart the server.',
    'operator-role-too-low': 'An operator tried what their role does not permit.',
    'operator-limited': 'An operator limited to some projects tried what concerns the whole server.',
    'operator-not-found': 'No such operator. Usual cause: it was deleted.',
    'operator-exists': 'A new operator was given a name that is taken.',
    'operator-self': 'An operator tried to change or delete themselves.',
    'last-owner': 'Somebody tried to disable, demote or delete the last owner.',
    'too-many-failures':
      'Too many wrong keys or tokens from one address. Usual causes: a program in a loop, or someone guessing.',
    'too-many-connections':
      'Too many connections from one address. Usual cause: a program that opens one for each request.',
    'server-busy':
      'Too many lists were asked for at once. Usual cause: a program that lists rooms in a loop.',
    'server-stopping': 'A request for readiness reached a server that was stopping.',
    'not-ready':
      'The server was asked whether it is ready, and was not. The page Overview says what is missing.',
    'database-unreachable': 'The database is unreachable. Check the database and the network.',
    'cannot-store': 'Changes cannot be stored: the disk is full, or the database is read-only.',
    internal: 'Internal server error. The cause is in the server’s log.',
  },
  busiest: {
    title: 'Busiest keys',
    description:
      'Counted in whole hours, since {{time}}: a little more than above. Select a key to open its project.',
    none: 'No key has been used yet.',
    key: 'Key',
    project: 'Project',
  },
  health: {
    title: 'Health',
    database: 'Database',
    answers: 'Online',
    ping: '{{database}}, {{ms}} ms',
    conversions: 'Conversions',
    conversionCounts: '{{waiting}} waiting, {{running}} running.',
    showConversions: 'Show conversions',
    checks: 'This server',
    allChecksPass: 'Has everything that it needs.',
    checkStatus: { ok: 'Good', warning: 'Look at it', failed: 'Not ready' },
    problems: {
      unanswered: 'The database does not answer. Check it and the network.',
      'read-only':
        'The database takes no changes: it is read-only, like a standby. Reading and issuing go on.',
      'disk-full': 'The database takes no changes: its disk is full. Make room; reading and issuing go on.',
      'disk-failing': 'The database takes no changes: its disk fails. Reading and issuing go on.',
      replaced:
        'The database takes no changes: its file was deleted or replaced while the server ran. Put it back, or restart the server.',
      'log-grows':
        'The database’s write-ahead log has {{count}} MiB: somebody has been reading the database for long. Let it finish, or end it.',
      damaged: 'The database file is damaged. Stop the server and restore a backup.',
      unheard:
        'Changes by other servers are not heard, so nothing is remembered meanwhile. Every token costs queries.',
      waiting: 'Requests that wait for a connection to the database: {{count}}.',
      'little-room': 'The disk of the data folder has {{count}} MiB left.',
      'clock-differs': 'The clock is {{count}} s off that of the database. Synchronize it.',
      'clock-wrong':
        'The clock is {{count}} s off that of the database. Tokens expire by it: synchronize it.',
      'other-master-key':
        'The database has been begun anew with another master key. Restart the server with that key.',
      'newer-migrations': 'A newer version has migrated the database. Upgrade this server too.',
    },
    nodes: 'Servers on this database',
    host: 'Host',
    state: 'Status',
    version: 'Version',
    started: 'Started',
    seen: 'Last seen',
    goneAdvice:
      'An offline server stopped without notice and has not reported for half a minute. It is removed from the list after a day.',
  },
} as const;
