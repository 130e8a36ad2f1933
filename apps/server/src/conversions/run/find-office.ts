import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Config } from '../../config/config.ts';
import { findProgram, isProgram } from './programs.ts';
import type { Sandbox } from './sandbox.ts';
import { Soffice } from './soffice.ts';

const FONTS_MS = 10_000;

/** LibreOffice, or what is to be done to have it. */
export type Office =
  | { readonly soffice: Soffice; readonly warnings: readonly string[] }
  | { readonly soffice: undefined; readonly missing: string };

/** Looks whether Word and PowerPoint files can be converted here: only with LibreOffice, and only confined, unless the operator says otherwise. */
export async function findOffice(
  config: Pick<Config, 'soffice' | 'insecureOfficeWithoutSandbox'>,
  sandbox: Sandbox,
  searchPath: string,
): Promise<Office> {
  const file = config.soffice ?? (await findProgram('soffice', searchPath));
  if (file === undefined) {
    return lacking(
      'LibreOffice is not installed: `apt-get install --no-install-recommends libreoffice-impress libreoffice-writer`, or name its `soffice` in BOARDGATE_SOFFICE',
    );
  }
  if (!(await isProgram(file)))
    return lacking('BOARDGATE_SOFFICE is not the path of a program: name LibreOffice’s `soffice`');
  if (!sandbox.isConfining && !config.insecureOfficeWithoutSandbox) {
    return lacking(
      'nothing confines LibreOffice: install bubblewrap (`apt-get install bubblewrap`) and let this server make user namespaces, or set BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX=true where every document is trusted',
    );
  }
  const soffice = await Soffice.open(file, sandbox);
  if (soffice === undefined)
    return lacking(
      '`soffice` is there but does not start: install LibreOffice again, or name another in BOARDGATE_SOFFICE',
    );
  return { soffice, warnings: await warningsOf(sandbox, searchPath) };
}

function lacking(missing: string): Office {
  return { soffice: undefined, missing };
}

async function warningsOf(sandbox: Sandbox, searchPath: string): Promise<string[]> {
  const warnings: string[] = [];
  if (!sandbox.isConfining) {
    warnings.push(
      'BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX is set: a hostile Word or PowerPoint file may read this machine’s files and reach its network. Install bubblewrap and unset it.',
    );
  }
  if (!sandbox.isLimiting) {
    warnings.push(
      '`prlimit` is missing: a hostile Word or PowerPoint file may take all memory. Install util-linux.',
    );
  }
  if (!(await hasChineseFont(searchPath))) {
    warnings.push(
      'No Chinese font is installed: Word and PowerPoint files show boxes in its place. `apt-get install fonts-noto-cjk`.',
    );
  }
  return warnings;
}

/** LibreOffice draws a box for what no font has, and calls that a success. */
async function hasChineseFont(searchPath: string): Promise<boolean> {
  const fcList = await findProgram('fc-list', searchPath);
  if (fcList === undefined) return false;
  try {
    const { stdout } = await promisify(execFile)(fcList, [':lang=zh', 'family'], {
      timeout: FONTS_MS,
      env: {},
      maxBuffer: 16 * 1024 ** 2,
    });
    return stdout.trim() !== '';
  } catch {
    return false;
  }
}
