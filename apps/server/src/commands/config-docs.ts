import { envNameOf, flagNameOf, SETTING_NAMES } from '../config/config.ts';
import { SETTINGS } from '../config/settings.ts';

/** `docs/configuration.md`, made from the settings; a test compares the file with it. */
export function configDocs(): string {
  const sections = SETTING_NAMES.map((name) => {
    const { doc, form, fallback } = SETTINGS[name];
    const secret =
      'isSecret' in SETTINGS[name]
        ? ' A secret: prefer the variable, since flags show in process lists.'
        : '';
    return [
      `## \`${envNameOf(name)}\``,
      '',
      `${doc}${secret}`,
      '',
      `Flag \`${flagNameOf(name)}\` · form \`${form}\` · default ${fallback === undefined ? 'unset' : `\`${fallback}\``}`,
      '',
    ].join('\n');
  });
  return `# Configuration

Every setting is optional, and each can be given as an environment variable or as a flag of \`boardgate\`; the flag wins. An
empty variable counts as not given. \`boardgate config check\` shows what is in force and names every fault at once.

This page is written by \`boardgate config docs\`.

${sections.join('\n')}`;
}
