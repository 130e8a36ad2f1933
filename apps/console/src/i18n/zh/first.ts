import type { first as english } from '../en/first.ts';
import type { Texts } from '../texts.ts';
import { audit } from './audit.ts';
import { causes } from './causes.ts';
import { common } from './common.ts';
import { conversions } from './conversions.ts';
import { overview } from './overview.ts';
import { projects } from './projects.ts';
import { refusals } from './refusals.ts';
import { revocations } from './revocations.ts';
import { rooms } from './rooms.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { tokens } from './tokens.ts';

/** The texts in Simplified Chinese that the first page loads, a namespace for each page. */
export const first = {
  common,
  refusals,
  causes,
  shell,
  signIn,
  overview,
  projects,
  tokens,
  revocations,
  rooms,
  conversions,
  audit,
  settings,
} as const satisfies Texts<typeof english>;
