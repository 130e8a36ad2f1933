import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { onTestFinished } from 'vitest';
import { ZipFile } from 'yazl';
import { kindByBytes } from '../../src/document-kind.ts';
import { openOfficePackage } from '../../src/office-package.ts';
import { LIMITS } from './renderer-process.ts';

function fileOf(bytes: Buffer | string, name = 'source'): string {
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-kind-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** The kind, or why there is none. */
export async function kindOf(bytes: Buffer | string, limits = LIMITS.zip): Promise<string> {
  const path = fileOf(bytes, 'named-wrongly.pdf');
  try {
    const kind = kindByBytes(path);
    if (kind !== 'zip') return kind;
    const office = await openOfficePackage(path, limits);
    office.zip.close();
    return office.kind;
  } catch (cause) {
    if (cause instanceof ConversionFailure)
      return `${cause.reason}: ${cause.message.split(': ').slice(1).join(': ')}`;
    throw cause;
  }
}

/** A zip of these parts, in order. */
export async function zipOf(
  parts: readonly (readonly [name: string, content: Buffer | string])[],
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export const PREFIX = 'application/vnd.openxmlformats-officedocument';
export const WORD = `${PREFIX}.wordprocessingml.document.main+xml`;
export function typesOf(type: string, part = '/word/document.xml'): readonly [string, string] {
  const override = `<Override PartName="${part}" ContentType="${type}"/>`;
  return ['[Content_Types].xml', `<?xml version="1.0"?><Types>${override}</Types>`];
}
export const word = (content: Buffer | string, more: readonly (readonly [string, Buffer | string])[] = []) =>
  zipOf([typesOf(WORD), ['word/document.xml', content], ...more]);
