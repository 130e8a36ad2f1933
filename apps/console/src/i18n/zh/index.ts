import type { en } from '../en/index.ts';
import type { Texts } from '../texts.ts';
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

/** Every text in Simplified Chinese, a namespace for each page. */
export const zh = {
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
} as const satisfies Texts<typeof en>;
