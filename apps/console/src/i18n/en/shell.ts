/** What is around every page. */
export const shell = {
  product: 'Boardgate',
  skip: 'Skip to the page',
  navigation: 'Pages',
  openNavigation: 'Open the navigation',
  closeNavigation: 'Close the navigation',
  apiDocumentation: 'API documentation',
  language: 'Language',
  colorScheme: 'Light or dark',
  schemes: { light: 'Light', dark: 'Dark', auto: 'As the system' },
  signOut: 'Sign out',
  pages: {
    overview: 'Overview',
    projects: 'Projects',
    tokens: 'Tokens',
    inspector: 'Inspector',
    rooms: 'Rooms',
    conversions: 'Conversions',
    audit: 'Audit log',
    settings: 'Settings',
  },
  lost: {
    title: 'The server does not answer',
    advice: 'It is asked again every two seconds. What you have typed stays here.',
  },
} as const;
