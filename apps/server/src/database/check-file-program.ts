import { DatabaseSync } from 'node:sqlite';

/** Prints what is damaged in the file of the first argument, as a JSON array of lines. */

const MAX_LINES = 10;

const [, , path = '', how] = process.argv;
process.stdout.write(JSON.stringify(findDamage()));

function findDamage(): string[] {
  const pragma = how === 'full' ? 'integrity_check' : 'quick_check';
  try {
    const sqlite = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    const rows = sqlite.prepare(`pragma ${pragma}(${MAX_LINES})`).all();
    return rows.map((row) => String(Object.values(row)[0])).filter((line) => line !== 'ok');
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
