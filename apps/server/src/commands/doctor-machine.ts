import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config/config.ts';
import { findOffice } from '../conversions/run/find-office.ts';
import { Sandbox } from '../conversions/run/sandbox.ts';
import type { Database } from '../database/database.ts';
import { Nodes } from '../insight/nodes.ts';
import type { Check } from '../insight/readiness.ts';

/** A line of what `boardgate doctor` prints. */
export type Line = Pick<Check, 'status' | 'message'> & { readonly name: string };

const OTHERS = 0o077;
const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

/** Opening the data folder closes it and what is directly in it; this is what that came to. */
export function examineModes(dataDir: string): Line {
  const name = 'file-modes';
  // Windows has no such modes.
  if (process.platform === 'win32') return { name, status: 'ok', message: null };
  const folder = resolve(dataDir);
  const paths = [folder, ...readdirSync(folder).map((file) => join(folder, file))];
  const open = paths.filter(
    (path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0,
  );
  if (open.length === 0) return { name, status: 'ok', message: null };
  return {
    name,
    status: 'failed',
    message: `other users can open ${open.join(', ')}: run \`chmod go=\` on it`,
  };
}

/** What opens documents, and what confines it. */
export async function examineOffice(
  config: Pick<Config, 'soffice' | 'insecureOfficeWithoutSandbox'>,
  searchPath: string,
): Promise<Line[]> {
  const sandbox = await Sandbox.probe(searchPath);
  const office = await findOffice(config, sandbox, searchPath);
  const missing = [
    ...(sandbox.isConfining
      ? []
      : [
          'nothing confines what opens documents: install bubblewrap (`apt-get install bubblewrap`), and allow user namespaces',
        ]),
    ...(sandbox.isLimiting ? [] : ['nothing limits its memory: install util-linux, for `prlimit`']),
  ];
  return [
    office.soffice === undefined
      ? { name: 'office', status: 'warning', message: office.missing }
      : { name: 'office', status: 'ok', message: office.soffice.version },
    missing.length === 0
      ? { name: 'sandbox', status: 'ok', message: null }
      : { name: 'sandbox', status: 'warning', message: missing.join('; ') },
  ];
}

/** Never their values, which may hold a password. */
export function examineProxies(env: Readonly<Record<string, string | undefined>>): Line {
  const name = 'proxies';
  const given = PROXY_VARIABLES.flatMap((variable) => [variable, variable.toLowerCase()]).filter(
    (variable) => (env[variable] ?? '') !== '',
  );
  if (given.length === 0) return { name, status: 'ok', message: null };
  const message = `${given.join(', ')} is set, but documents are downloaded and webhooks sent without a proxy: allow this machine to reach them directly`;
  return { name, status: 'warning', message };
}

/** The servers that run on this database, and this command. */
export async function examineVersions(database: Database, now: () => number): Promise<Line> {
  const name = 'versions';
  const alive = (await new Nodes(database, now).list()).filter(({ isAlive }) => isAlive);
  const versions = new Set([packageJson.version, ...alive.map(({ version }) => version)]);
  if (versions.size === 1) return { name, status: 'ok', message: null };
  const servers = alive.map(({ host, version }) => `${host} runs ${version}`).join(', ');
  const message = `versions differ: ${servers}, and this command is ${packageJson.version}: finish the upgrade`;
  return { name, status: 'warning', message };
}
