import { settingTexts } from './setting-texts.ts';

/** The settings page. */
export const settings = {
  title: 'Settings',
  description: 'Current configuration, regions and versions',
  versions: {
    title: 'Versions',
    resources: 'Rooms and conversions',
    local: 'On this server',
    external: 'On another service: this server only issues tokens',
  },
  regions: {
    title: 'Regions',
    default: '{{region}} (default)',
    noDefault:
      'There is no default region: requests without a `region` header are refused. Many older clients do not send it. To support them, set `BOARDGATE_DEFAULT_REGION`.',
    hasDefault: 'Requests without a `region` header use `{{region}}`.',
  },
  formats: {
    title: 'Document formats',
    names: { pdf: 'PDF', word: 'Word ({{kinds}})', powerPoint: 'PowerPoint ({{kinds}})' },
    converted: 'Supported',
    missing: 'Unavailable',
    elsewhere: 'Documents are converted by another service: this server only issues tokens.',
    advice:
      'LibreOffice converts Word and PowerPoint files, confined by bubblewrap. Install both on the server (the command is for Debian and Ubuntu), or set `BOARDGATE_SOFFICE` to another LibreOffice, then restart. If they are already installed, the server logs at start why they do not work.',
    command: 'Install command',
  },
  signInLink: {
    title: 'Sign-in link',
    explanation:
      'To sign in from another browser, or to give someone access without the admin token, run this on the server. It prints a link that works once, within 15 minutes. Treat the link like the admin token.',
    command: 'Command',
  },
  adminToken: {
    title: 'Admin token',
    explanation:
      'Replace the admin token if it is lost or too many people know it. The old token stops working at once, and everyone is signed out.',
    configured:
      'The admin token is set by `BOARDGATE_ADMIN_TOKEN`. To replace it, change the variable and restart the server. Everyone is then signed out.',
    replace: 'Replace admin token',
    confirmTitle: 'Replace the admin token?',
    warning:
      'Every program that uses the old token is refused at once. All sessions end, including yours. The new token is shown only once, and you sign in again with it. This cannot be undone.',
    confirm: 'Replace now',
  },
  newToken: {
    title: 'New admin token',
    explanation:
      'The old token no longer works, and all sessions have ended, including yours. Save the new token, then sign in with it. If you lose it, create another with `boardgate admin-token new`.',
    label: 'Admin token',
    signIn: 'I have saved it: sign in',
  },
  configuration: {
    title: 'Configuration',
    description:
      'Current settings by environment variable. To change one, set its variable or flag and restart the server.',
    search: 'Find a setting',
    none: 'No matching settings.',
    setting: 'Setting',
    value: 'Value',
    unset: 'Not set',
    masked: 'Set, hidden',
  },
  explanations: settingTexts,
} as const;
