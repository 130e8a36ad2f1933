/** The overview page. */
export const overview = {
  title: 'Overview',
  description: 'What the server is doing',
} as const;
