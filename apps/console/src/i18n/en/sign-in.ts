/** The sign-in page, and the dialog that appears when a session ends. */
export const signIn = {
  title: 'Sign in',
  adminToken: 'Admin token',
  help: 'The server printed the admin token at its first start. For a link that signs you in without it, run this on the server:',
  submit: 'Sign in',
  missing: 'Enter the admin token',
  wrong: 'Wrong admin token. Check that you copied all of it.',
  badLink:
    'This sign-in link is no longer valid. A link works once, within 15 minutes. For a new one, run this on the server:',
  again: {
    title: 'Your session has ended',
    explanation: 'Sign in to continue where you left off. Your input is kept.',
    leave: 'Leave this page',
  },
} as const;
