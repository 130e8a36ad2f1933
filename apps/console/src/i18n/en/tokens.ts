/** The token workshop page. */
export const tokens = {
  title: 'Token workshop',
  description: 'Issue SDK, Room and Task tokens, with code that uses them',
  kind: 'Kind of token',
  kinds: { sdk: 'SDK token', room: 'Room token', task: 'Task token' },
  kindHelp: {
    sdk: 'For your server: it speaks of the whole project, and gets Room and Task tokens.',
    room: 'For one room: what somebody joins it with.',
    task: 'For one conversion: to ask how far it is.',
  },
  key: 'Signing key',
  uuid: { room: 'Room uuid', task: 'Task uuid' },
  uuidHelp: 'Rooms and conversions live in another service: give the uuid it has there.',
  chooseProject: 'Choose a project first',
  chooseUuid: { room: 'Choose a room', task: 'Choose a conversion' },
  makeRoom: 'No room yet? Create one',
  makeTask: 'No conversion yet? Start one',
  submit: 'Issue token',
  empty: {
    title: 'First, a project',
    advice: 'A token is signed with a key of a project. Create a project, and in it a pair of keys.',
    action: 'Go to the projects',
  },
  noKey: {
    title: 'This project has no key that is enabled',
    advice: 'A token is signed with one. Create it, or enable one there is.',
    action: 'Go to its keys',
  },
  waiting: {
    title: 'Your token will be here',
    advice: 'With what it says, when it expires, and code to paste.',
  },
  result: {
    title: 'Your token',
    token: 'Token',
    notice: 'It is not kept: once you leave this page it is gone. Issue another then.',
    neverExpires: 'It never expires. To end it, revoke it or disable its key.',
    notChecked: 'It was issued, but could not be read back:',
  },
  snippets: {
    title: 'Code to paste',
    purpose: 'What for',
    purposes: { issue: 'Get one from your server', use: 'Use this token' },
    issueHelp:
      'Your server asks for a token like this with its own keys. It runs as pasted, once this is filled in:',
    placeholder: '{{placeholder}}: the secret key (SK) of {{accessKey}}',
    neverHere: 'This page does not know it. Keep it on your server, never in a page or an app.',
    useHelp: {
      sdk: 'Creates a room with the token above. It runs as pasted.',
      room: 'Shows the room with the token above. It runs as pasted.',
      task: 'Shows how far the conversion is, with the token above. It runs as pasted.',
    },
    nothingToUse: {
      sdk: 'With the role reader an SDK token does one thing: it gets Room and Task tokens for readers. See the other tab.',
      room: 'With the role reader a Room token is for joining the room with the whiteboard SDK: give it to the client. The REST API has no call for it.',
      external: 'Rooms and conversions live in another service: use the token there.',
    },
    code: 'Code in {{language}}',
    requires: {
      curl: 'For a terminal',
      javascript: 'Node.js 18 or newer, nothing to install',
      python: 'Python 3.9 or newer, nothing to install',
      go: 'Go 1.18 or newer, nothing to install',
    },
  },
} as const;
