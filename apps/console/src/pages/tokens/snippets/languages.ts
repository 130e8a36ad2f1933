import { csharpCode } from './csharp.ts';
import { curlCode } from './curl.ts';
import { goCode } from './go.ts';
import { javaCode } from './java.ts';
import { javascriptCode } from './javascript.ts';
import { phpCode } from './php.ts';
import type { Program } from './program.ts';
import { pythonCode } from './python.ts';
import { rubyCode } from './ruby.ts';
import { swiftCode } from './swift.ts';

export const CODE_LANGUAGES = [
  { id: 'curl', name: 'curl', write: curlCode },
  { id: 'javascript', name: 'JavaScript', write: javascriptCode },
  { id: 'python', name: 'Python', write: pythonCode },
  { id: 'go', name: 'Go', write: goCode },
  { id: 'java', name: 'Java', write: javaCode },
  { id: 'php', name: 'PHP', write: phpCode },
  { id: 'csharp', name: 'C#', write: csharpCode },
  { id: 'ruby', name: 'Ruby', write: rubyCode },
  { id: 'swift', name: 'Swift', write: swiftCode },
] as const satisfies readonly { id: string; name: string; write: (program: Program) => string }[];

export type CodeLanguage = (typeof CODE_LANGUAGES)[number]['id'];
