/** The rooms page. */
export const rooms = {
  title: 'Rooms',
  description: 'Find, create and ban rooms, and let people in',
  name: 'Name',
  unnamed: 'Unnamed room',
  uuid: 'Room uuid',
  state: 'State',
  created: 'Created',
  details: 'Room',
  filters: {
    label: 'Which rooms',
    search: 'Search',
    searchPlaceholder: 'Beginning of a name or uuid',
    state: 'State',
    any: 'All',
    open: 'Open',
    banned: 'Banned',
    clear: 'Show all rooms',
  },
  empty: {
    title: 'No room yet',
    advice:
      'A room is a whiteboard that people join with a token. Create one here, or let your app server create them through the API.',
  },
  noMatch: {
    title: 'No room is like that',
    advice: 'The search finds rooms whose name or uuid begins with what you type.',
  },
  external: {
    title: 'Rooms live elsewhere',
    advice:
      'This server only issues tokens: its rooms are in the service that BOARDGATE_RESOURCES=external points to.',
  },
  create: {
    open: 'New room',
    title: 'New room',
    nameHelp: 'Optional: for you to find it by',
    isRecord: 'Record what happens in it',
    limit: 'Most writers at a time',
    limitHelp: '0 = any number',
    submit: 'Create room',
  },
  writers_one: '{{count}} writer at a time',
  writers_other: '{{count}} writers at a time',
  anyWriters: 'any number of writers',
  recorded: 'recorded',
  notRecorded: 'not recorded',
  facts: { project: 'Project', created: 'Created', writers: 'Writers', record: 'Recording' },
  join: {
    title: 'Let people in',
    explanation: 'A Room token opens this room alone, for whoever holds it. Give it to your client.',
    submit: 'Issue token',
    token: 'Room token',
    issued: 'Role {{role}}. Shown here until you close this: copy it now.',
    expires: 'Expires',
    banned: 'A banned room lets nobody in. Lift the ban first.',
  },
  ban: {
    title: 'Ban',
    explanation:
      'A ban closes the room: whoever is inside has to leave, and no token opens it, old or new. It can be lifted at any time.',
    bannedExplanation:
      'This room is banned: nobody gets in. Once lifted, tokens that have not expired open it again.',
    submit: 'Ban this room',
    lift: 'Lift the ban',
  },
  revoke: {
    title: 'Tokens given out',
    explanation:
      'Where a token has fallen into wrong hands: every Room token for this room that was issued until now is refused from now on. New ones can be issued at once.',
    open: 'Revoke all tokens…',
    question: 'Revoke every Room token for this room?',
    warning: 'Everybody needs a new token to come in again. The room and what is in it stay as they are.',
    reason: 'Reason',
    reasonHelp: 'Optional: for whoever reads it later',
    confirm: 'Revoke all tokens',
    done: 'Every Room token for this room issued before {{time}} is refused.',
  },
} as const;
