import { envNameOf, flagNameOf, SETTING_NAMES } from '../config/config.ts';
import { SETTINGS } from '../config/settings.ts';

const MAX_WIDTH = 120;

/** `docs/configuration.md`, generated from the settings; a test compares the file with it. */
export function configDocs(): string {
  const sections = SETTING_NAMES.map((name) => {
    const { doc, form, fallback } = SETTINGS[name];
    const secret =
      'isSecret' in SETTINGS[name]
        ? ' Secret: prefer the environment variable, because process lists show flags.'
        : '';
    return [
      `## \`${envNameOf(name)}\``,
      '',
      wrap(`${doc}${secret}`),
      '',
      `Flag \`${flagNameOf(name)}\` · form \`${form}\` · default ${fallback === undefined ? 'unset' : `\`${fallback}\``}`,
      '',
    ].join('\n');
  });
  return `# Configuration

Every setting is optional. Give it as an environment variable or as a flag of \`boardgate\`; the flag wins over the
variable. An empty variable counts as unset. \`boardgate config check\` prints the settings in force, or every invalid
setting at once.

\`boardgate config docs\` generates this page.

${sections.join('\n')}`;
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > MAX_WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
