/** The frame around every page. */
export const shell = {
  product: 'Boardgate',
  skip: 'Skip to content',
  navigation: 'Pages',
  openNavigation: 'Open navigation',
  closeNavigation: 'Close navigation',
  apiDocumentation: 'API documentation',
  language: 'Language',
  colorScheme: 'Color scheme',
  schemes: { light: 'Light', dark: 'Dark', auto: 'Match system' },
  signOut: 'Sign out',
  pages: {
    overview: 'Overview',
    projects: 'Projects',
    tokens: 'Tokens',
    inspector: 'Inspector',
    revocations: 'Revocations',
    rooms: 'Rooms',
    conversions: 'Conversions',
    audit: 'Audit log',
    settings: 'Settings',
  },
  lost: {
    title: 'The server is not responding',
    advice: 'Retrying every two seconds. Your input is kept.',
  },
} as const;
