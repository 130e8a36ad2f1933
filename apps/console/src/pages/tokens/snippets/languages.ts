import { curlCode } from './curl.ts';
import { goCode } from './go.ts';
import { javascriptCode } from './javascript.ts';
import type { Program } from './program.ts';
import { pythonCode } from './python.ts';

export const CODE_LANGUAGES = [
  { id: 'curl', name: 'curl', write: curlCode },
  { id: 'javascript', name: 'JavaScript', write: javascriptCode },
  { id: 'python', name: 'Python', write: pythonCode },
  { id: 'go', name: 'Go', write: goCode },
] as const satisfies readonly { id: string; name: string; write: (program: Program) => string }[];
