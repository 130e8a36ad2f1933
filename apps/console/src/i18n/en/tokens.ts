/** The tokens page. */
export const tokens = {
  title: 'Issue tokens',
  description: 'Issue SDK, Room and Task tokens, with code that uses them',
  kind: 'Token type',
  kinds: { sdk: 'SDK token', room: 'Room token', task: 'Task token' },
  kindHelp: {
    sdk: 'For your app server. It covers the whole project and can issue Room and Task tokens.',
    room: 'For one room. Clients join the room with it.',
    task: 'For one conversion. Clients query its progress with it.',
  },
  key: 'Signing key',
  uuid: { room: 'Room UUID', task: 'Task UUID' },
  uuidHelp: 'Rooms and conversions are kept by another service. Enter the UUID from there.',
  chooseProject: 'Select a project',
  chooseUuid: { room: 'Select a room', task: 'Select a conversion' },
  makeRoom: 'No room yet? Create one',
  makeTask: 'No conversion yet? Start one',
  submit: 'Issue token',
  empty: {
    title: 'Create a project first',
    advice: 'A token is signed with a key of a project. Create a project, then create a key in it.',
    action: 'Go to projects',
  },
  noKey: {
    title: 'This project has no enabled key',
    advice: 'Tokens are signed with a key. Create one, or enable an existing one.',
    action: 'Go to its keys',
  },
  waiting: {
    title: 'Your token appears here',
    advice: 'With its content, its expiry, and code to paste.',
  },
  result: {
    title: 'Your token',
    token: 'Token',
    notice: 'The token is not stored. When you leave this page it is gone, and you have to issue a new one.',
    neverExpires: 'This token never expires. To invalidate it, revoke it or disable its key.',
    notChecked: 'The token was issued, but its content could not be read:',
  },
  snippets: {
    title: 'Sample code',
    purpose: 'Purpose',
    purposes: { issue: 'Issue on your server', use: 'Use this token' },
    issueHelp: 'Your server issues such a token with its own keys. Before you run the code, replace:',
    placeholder: '{{placeholder}} with the secret key (SK) of {{accessKey}}',
    neverHere:
      'This page does not know the secret key. Keep it on your server, never in a web page or an app.',
    useHelp: {
      sdk: 'Creates a room with the token above. Runs as is.',
      room: 'Reads the room with the token above. Runs as is.',
      task: 'Reads the conversion’s progress with the token above. Runs as is.',
    },
    nothingToUse: {
      sdk: 'An SDK token with the reader role can only issue reader Room and Task tokens. See the other tab.',
      room: 'A Room token with the reader role is for joining the room with the whiteboard SDK: pass it to the client. No REST API call accepts it.',
      external: 'Rooms and conversions are kept by another service. Use the token there.',
    },
    code: '{{language}} code',
    requires: {
      curl: 'For a terminal',
      javascript: 'Node.js 18 or later, no dependencies',
      python: 'Python 3.9 or later, no dependencies',
      go: 'Go 1.18 or later, no dependencies',
    },
  },
} as const;
