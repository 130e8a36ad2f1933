/** The inspector page. */
export const inspector = {
  title: 'Inspector',
  description: 'Paste a token to see what it says, and why it is accepted or refused',
} as const;
