import { audit } from './audit.ts';
import { causes } from './causes.ts';
import { common } from './common.ts';
import { conversions } from './conversions.ts';
import { inspector } from './inspector.ts';
import { overview } from './overview.ts';
import { projects } from './projects.ts';
import { refusals } from './refusals.ts';
import { rooms } from './rooms.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { tokens } from './tokens.ts';

/** Every text in English, a namespace for each page. */
export const en = {
  common,
  refusals,
  causes,
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
