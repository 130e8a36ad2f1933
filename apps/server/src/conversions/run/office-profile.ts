import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Nothing listens there: port 9, discard, is closed on every machine of this century. */
const CLOSED_HOST = '127.0.0.1';
const CLOSED_PORT = 9;

/** For what asks the environment rather than the profile where to fetch from. */
export const CLOSED_PROXY = `http://${CLOSED_HOST}:${CLOSED_PORT}`;

const SCRIPTING = 'org.openoffice.Office.Common/Security/Scripting';
const INET = 'org.openoffice.Inet/Settings';

/** By the path of LibreOffice’s configuration. What a version does not know, it passes over. */
const SETTINGS: readonly (readonly [path: string, name: string, value: string])[] = [
  [SCRIPTING, 'BlockUntrustedRefererLinks', 'true'],
  [SCRIPTING, 'DisableMacrosExecution', 'true'],
  // Very high: none but those from trusted places, of which there are none.
  [SCRIPTING, 'MacroSecurityLevel', '3'],
  [SCRIPTING, 'DisableActiveContent', 'true'],
  [SCRIPTING, 'CheckDocumentEvents', 'true'],
  [SCRIPTING, 'ExecutePlugins', 'false'],
  ['org.openoffice.Office.Common/Misc', 'CrashReport', 'false'],
  ['org.openoffice.Office.Common/Misc', 'FirstRun', 'false'],
  ['org.openoffice.Office.Common/Misc', 'UseOpenCL', 'false'],
  // Writer counts from “never”, Calc, whose sheets may be embedded, from “always”.
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

/** Writes a new LibreOffice profile: no document finds what another one left, and none is trusted. */
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
