import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingFont } from '../../packages/renderer/test/support/pdf-documents.ts';
import { expect } from './guarantee.ts';

const CHINESE = { name: 'STSong-Light', ordering: 'GB1', encoding: 'UniGB-UCS2-H' };

/** Proves that the server works without the fonts for Chinese, names their package where one is missing, and finds it. */
export function checkFonts(project: string, installFonts: () => void): void {
  const env = { PATH: process.env.PATH, BOARDGATE_DATA_DIR: mkdtempSync(join(project, 'data-')) };
  const boardgate = (...args: string[]): string => {
    const command = join(project, 'node_modules/boardgate/bin/boardgate.js');
    const { stdout, stderr } = spawnSync(process.execPath, [command, ...args], { env, encoding: 'utf8' });
    return stdout + stderr;
  };
  boardgate('projects', 'create', 'school');
  const document = join(project, 'chinese.pdf');
  writeFileSync(document, missingFont(CHINESE, '中文'));
  const convert = () => boardgate('convert', document, '--project', 'school');
  const without = convert();
  expect(
    /Converted 1 page/.test(without) && without.includes('"fontsToInstall":"@boardgate/fonts-cjk"'),
    'without fonts for Chinese, a conversion names the package that has them',
    [without],
  );
  expect(boardgate('doctor').includes('npm install @boardgate/fonts-cjk'), '… and so does the doctor');
  installFonts();
  const withFonts = convert();
  expect(
    /Converted 1 page/.test(withFonts) && !withFonts.includes('What is missing'),
    'with the package installed, nothing is missing',
    [withFonts],
  );
}
