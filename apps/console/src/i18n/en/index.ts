import { first } from './first.ts';
import { inspector } from './inspector.ts';

/** Every text in English. */
export const en = { ...first, inspector } as const;
