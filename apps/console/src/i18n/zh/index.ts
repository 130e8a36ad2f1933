import type { en } from '../en/index.ts';
import type { Texts } from '../i18n.ts';
import { audit } from './audit.ts';
import { common } from './common.ts';
import { conversions } from './conversions.ts';
import { inspector } from './inspector.ts';
import { overview } from './overview.ts';
import { projects } from './projects.ts';
import { rooms } from './rooms.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { tokens } from './tokens.ts';

/** Every text in Simplified Chinese, a namespace for each page. */
export const zh = {
  common,
  shell,
  signIn,
  overview,
  projects,
  tokens,
  inspector,
  rooms,
  conversions,
  audit,
  settings,
} as const satisfies Texts<typeof en>;
