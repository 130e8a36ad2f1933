import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Config } from '../../config/config.ts';
import { findProgram, isProgram } from './programs.ts';
import type { Sandbox } from './sandbox.ts';
import { Soffice } from './soffice.ts';

const FONTS_MS = 10_000;

/** LibreOffice, or what to do to get it. */
export type Office =
  | { readonly soffice: Soffice; readonly warnings: readonly string[] }
  | { readonly soffice: undefined; readonly missing: string };

/** Finds LibreOffice, which is used only if it is confined or the operator allows it unconfined. */
export async function findOffice(
  config: Pick<Config, 'soffice' | 'insecureOfficeWithoutSandbox'>,
  sandbox: Sandbox,
  searchPath: string,
  timeLimitMs?: number,
): Promise<Office> {
  const file = config.soffice ?? (await findProgram('soffice', searchPath));
  if (file === undefined) {
    return officeMissing(
      'LibreOffice is not installed: `apt-get install --no-install-recommends libreoffice-impress libreoffice-writer`, or set BOARDGATE_SOFFICE to the path of `soffice`',
    );
  }
  if (!(await isProgram(file)))
    return officeMissing(
      'BOARDGATE_SOFFICE is not the path of a program: set it to the path of LibreOffice’s `soffice`',
    );
  if (!sandbox.isConfining && !config.insecureOfficeWithoutSandbox) {
    return officeMissing(
      'nothing confines LibreOffice: install bubblewrap (`apt-get install bubblewrap`) and allow this server to create user namespaces, or set BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX=true if every document is trusted',
    );
  }
  const soffice = await Soffice.open(file, sandbox, timeLimitMs);
  if (soffice === undefined)
    return officeMissing(
      '`soffice` does not start: reinstall LibreOffice, or set BOARDGATE_SOFFICE to another one',
    );
  return { soffice, warnings: await warningsOf(sandbox, searchPath) };
}

function officeMissing(missing: string): Office {
  return { soffice: undefined, missing };
}

async function warningsOf(sandbox: Sandbox, searchPath: string): Promise<string[]> {
  const warnings: string[] = [];
  if (!sandbox.isConfining) {
    warnings.push(
      'BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX is set: a hostile Word or PowerPoint file may read this machine’s files and reach its network. Install bubblewrap and unset the variable.',
    );
  }
  if (!sandbox.isLimiting) {
    warnings.push(
      '`prlimit` is missing: a hostile Word or PowerPoint file may use all memory. Install util-linux.',
    );
  }
  if (!(await hasChineseFont(searchPath))) {
    warnings.push(
      'No Chinese font is installed: Chinese text in Word and PowerPoint files becomes boxes. Run `apt-get install fonts-noto-cjk`.',
    );
  }
  return warnings;
}

/** Without one LibreOffice draws boxes and reports success. */
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
