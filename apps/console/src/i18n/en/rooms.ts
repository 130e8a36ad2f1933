/** The rooms page. */
export const rooms = {
  title: 'Rooms',
  description: 'Find, create and ban rooms, and issue tokens to join them',
  name: 'Name',
  unnamed: 'Unnamed room',
  uuid: 'Room UUID',
  state: 'Status',
  created: 'Created',
  details: 'Room',
  count_one: '{{number}} room',
  count_other: '{{number}} rooms',
  countMore: 'More than {{number}} rooms',
  history: 'History in the audit log',
  filters: {
    label: 'Filter rooms',
    search: 'Search',
    searchPlaceholder: 'Part of a name, or start of a UUID',
    state: 'Status',
    any: 'All',
    open: 'Open',
    banned: 'Banned',
    clear: 'Show all rooms',
  },
  empty: {
    title: 'No rooms yet',
    advice:
      'A room is a whiteboard that people join with a token. Create one here, or let your app server create rooms through the API.',
  },
  noMatch: {
    title: 'No matching rooms',
    advice: 'The search finds any part of a room’s name, and the start of its UUID.',
  },
  external: {
    title: 'Rooms are kept elsewhere',
    advice:
      'This server only issues tokens (BOARDGATE_RESOURCES=external). Its rooms are kept by another service.',
  },
  create: {
    open: 'New room',
    title: 'New room',
    nameHelp: 'Optional. Helps you find the room.',
    isRecord: 'Record the room',
    limit: 'Maximum writers',
    limitHelp: '0 = no limit',
    submit: 'Create room',
  },
  writers_one: 'At most {{count}} writer',
  writers_other: 'At most {{count}} writers',
  anyWriters: 'No limit',
  recorded: 'On',
  notRecorded: 'Off',
  facts: { project: 'Project', created: 'Created', writers: 'Writers', record: 'Recording' },
  join: {
    title: 'Join token',
    explanation:
      'A Room token gives access to this room only. Anyone who has it can use it. Pass it to your client.',
    submit: 'Issue token',
    token: 'Room token',
    issued: 'Role: {{role}}. The token disappears when you close this panel: copy it now.',
    expires: 'Expires',
    banned: 'Nobody can join a banned room. Lift the ban first.',
  },
  ban: {
    title: 'Ban',
    explanation:
      'A ban closes the room: everyone inside has to leave, and no token, old or new, gives access. You can lift the ban at any time.',
    bannedExplanation:
      'This room is banned: nobody can join. When you lift the ban, tokens that have not expired work again.',
    submit: 'Ban this room',
    question: 'Ban this room?',
    warning: 'Everyone inside has to leave at once, and nobody can join until you lift the ban.',
    lift: 'Lift the ban',
  },
  revoke: {
    title: 'Issued tokens',
    explanation:
      'If a token has leaked, revoke all Room tokens issued for this room so far. You can issue new ones right away.',
    open: 'Revoke all tokens…',
    question: 'Revoke all Room tokens for this room?',
    warning: 'Everyone needs a new token to join again. The room and its content do not change.',
    reason: 'Reason',
    reasonHelp: 'Optional. Kept with the revocation.',
    confirm: 'Revoke all tokens',
    done: 'All Room tokens issued for this room before {{time}} are revoked.',
  },
} as const;
