/** The pages in the order of the navigation; `path` is below /console. The names are also the namespaces of their texts. */
export const PAGES = [
  { name: 'overview', path: '/' },
  { name: 'projects', path: '/projects' },
  { name: 'tokens', path: '/tokens' },
  { name: 'inspector', path: '/inspect' },
  { name: 'revocations', path: '/revocations' },
  { name: 'rooms', path: '/rooms' },
  { name: 'conversions', path: '/conversions' },
  { name: 'audit', path: '/audit' },
  { name: 'settings', path: '/settings' },
] as const;

export type PageName = (typeof PAGES)[number]['name'];
