import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Nothing listens there: port 9 is discard. */
const CLOSED_HOST = '127.0.0.1';
const CLOSED_PORT = 9;

/** For code that takes its proxy from the environment instead of the profile. */
export const CLOSED_PROXY = `http://${CLOSED_HOST}:${CLOSED_PORT}`;

const SCRIPTING = 'org.openoffice.Office.Common/Security/Scripting';
const INET = 'org.openoffice.Inet/Settings';

/** By path in LibreOffice's configuration. A version ignores what it does not know. */
const SETTINGS: readonly (readonly [path: string, name: string, value: string])[] = [
  [SCRIPTING, 'BlockUntrustedRefererLinks', 'true'],
  [SCRIPTING, 'DisableMacrosExecution', 'true'],
  // Only macros from trusted locations, and there are none.
  [SCRIPTING, 'MacroSecurityLevel', '3'],
  [SCRIPTING, 'DisableActiveContent', 'true'],
  [SCRIPTING, 'CheckDocumentEvents', 'true'],
  [SCRIPTING, 'ExecutePlugins', 'false'],
  ['org.openoffice.Office.Common/Misc', 'CrashReport', 'false'],
  ['org.openoffice.Office.Common/Misc', 'FirstRun', 'false'],
  ['org.openoffice.Office.Common/Misc', 'UseOpenCL', 'false'],
  // "Never" is 0 in Writer and 1 in Calc, whose sheets may be embedded.
  ['org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
  ['org.openoffice.Office.Writer/Content/Update', 'Field', 'false'],
  ['org.openoffice.Office.Calc/Content/Update', 'Link', '1'],
  [
    "org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
    'AutoCheckEnabled',
    'false',
  ],
  [INET, 'ooInetProxyType', '2'],
  [INET, 'ooInetNoProxy', ''],
  ...['HTTP', 'HTTPS', 'FTP'].flatMap(
    (kind) =>
      [
        [INET, `ooInet${kind}ProxyName`, CLOSED_HOST],
        [INET, `ooInet${kind}ProxyPort`, `${CLOSED_PORT}`],
      ] as const,
  ),
];

/** A new profile for each document, so that none finds what another one left. */
export async function writeOfficeProfile(folder: string): Promise<void> {
  await mkdir(join(folder, 'user'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'user', 'registrymodifications.xcu'), profile());
}

function profile(): string {
  const items = SETTINGS.map(
    ([path, name, value]) =>
      `<item oor:path="/${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
    ...items,
    '</oor:items>',
    '',
  ].join('\n');
}
