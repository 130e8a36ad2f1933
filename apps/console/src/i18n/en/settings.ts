/** The settings page. */
export const settings = {
  title: 'Settings',
  description: 'The configuration in force, regions and versions',
} as const;
