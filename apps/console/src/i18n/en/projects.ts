/** The projects page. */
export const projects = {
  title: 'Projects',
  description: 'A project for each tenant, with its own access keys, rooms and conversions',
  name: 'Name',
  state: 'State',
  created: 'Created',
  create: {
    open: 'New project',
    title: 'New project',
    nameHelp: 'What people call it; no other project may have it',
    submit: 'Create project',
  },
  empty: {
    title: 'No project yet',
    advice:
      'A project holds the access keys, rooms and conversions of one tenant. Create one to get its first pair of keys.',
  },
} as const;
