import type { en } from '../en/index.ts';
import type { Texts } from '../texts.ts';
import { first } from './first.ts';
import { inspector } from './inspector.ts';

/** Every text in Simplified Chinese. */
export const zh = { ...first, inspector } as const satisfies Texts<typeof en>;
