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

/** Every text in English, a namespace for each page. */
export const en = {
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
} as const;
