/** The sign-in page, and the dialog that comes back where a session ends. */
export const signIn = {
  title: 'Sign in',
  adminToken: 'Admin token',
  help: 'The server printed it at its first start, beside the secret key. For a link that signs in without it, run this on the server:',
  submit: 'Sign in',
  missing: 'Type or paste the admin token',
  wrong: 'This is not the admin token. Check that all of it was copied.',
  badLink:
    'This sign-in link no longer works: a link signs in once, within 15 minutes. For a new one, run this on the server:',
  again: {
    title: 'Your session is over',
    explanation: 'Sign in again and go on where you were: what you have typed is still there.',
    leave: 'Leave this page',
  },
} as const;
