/** The token workshop page. */
export const tokens = {
  title: 'Token workshop',
  description: 'Issue SDK, Room and Task tokens, with code that uses them',
} as const;
