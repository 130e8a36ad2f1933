/** The projects page. */
export const projects = {
  title: 'Projects',
  description: 'A project for each tenant, with its own access keys, rooms and conversions',
} as const;
