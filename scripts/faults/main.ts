import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Postgres } from '../servers/postgres.ts';
import { FAULTS } from './faults.ts';

/** Breaks the service on purpose, prints what was seen, and writes it to `docs/reliability.md`. It fails if a promise was not kept. */

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const TABLE = /^\| fault \|.*(?:\n\|.*)*/m;

const postgres = await Postgres.start();
const folder = mkdtempSync(join(tmpdir(), 'boardgate-faults-'));
const rows: string[] = [];
try {
  const wanted = process.argv[2] ?? '';
  for (const [number, { name, promise, run }] of FAULTS.entries()) {
    if (!name.includes(wanted)) continue;
    process.stderr.write(`${number + 1} of ${FAULTS.length}: ${name} …\n`);
    const databaseUrl = await postgres.createDatabase();
    const { text, isKept } = await run({ folder: join(folder, String(number)), databaseUrl, postgres });
    if (!isKept) process.exitCode = 1;
    rows.push(`| ${name} | ${promise} | ${isKept ? text : `**${text}**`} |`);
    process.stderr.write(`  ${isKept ? 'kept' : 'NOT KEPT'}: ${text}\n`);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
const table = ['| fault | promised | seen |', '|---|---|---|', ...rows].join('\n');
process.stdout.write(`${table}\n`);
// A part of the table would be no table.
if (rows.length === FAULTS.length)
  writeFileSync(DOCUMENT, readFileSync(DOCUMENT, 'utf8').replace(TABLE, table));
