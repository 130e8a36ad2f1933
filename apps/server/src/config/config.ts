import { OperatorError } from '../base/operator-error.ts';
import { SETTINGS, type Setting } from './settings.ts';

export type SettingName = keyof typeof SETTINGS;

type Settings = typeof SETTINGS;
type Value<S extends Setting<unknown>> =
  | ReturnType<S['parse']>
  | (S extends { fallback: string } ? never : undefined);

export type Config = { readonly [Name in SettingName]: Value<Settings[Name]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** `maxLifespanMs` → `BOARDGATE_MAX_LIFESPAN_MS`. */
export function envNameOf(name: SettingName): string {
  return `BOARDGATE_${splitWords(name).join('_').toUpperCase()}`;
}

/** `maxLifespanMs` → `--max-lifespan-ms`. */
export function flagNameOf(name: SettingName): string {
  return `--${splitWords(name).join('-').toLowerCase()}`;
}

function splitWords(name: string): string[] {
  return name.split(/(?=[A-Z])/);
}

export interface LoadedConfig {
  readonly config: Config;
  /** What is unusual but valid, one line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the configuration. A flag wins over its environment variable, and that over the default. An empty text counts as absent.
 *
 * @throws {OperatorError} that names all faults, one line each.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Partial<Record<SettingName, string>>> = {},
): LoadedConfig {
  const faults: string[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of SETTING_NAMES) {
    const setting: Setting<unknown> = SETTINGS[name];
    const given = flags[name] || env[envNameOf(name)] || setting.fallback;
    if (given === undefined) continue;
    try {
      values[name] = setting.parse(given);
    } catch (error) {
      faults.push(`${flags[name] ? flagNameOf(name) : envNameOf(name)} ${(error as Error).message}`);
    }
  }
  const config = values as Config;
  if (faults.length === 0) faults.push(...contradictionsIn(config));
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
  return { config, warnings: unknownVariables(env) };
}

function contradictionsIn(config: Config): string[] {
  const faults: string[] = [];
  if ((config.accessKey === undefined) !== (config.secretKey === undefined))
    faults.push(`${envNameOf('accessKey')} and ${envNameOf('secretKey')} go together: give both or neither`);
  if (config.defaultRegion !== undefined && !config.regions.includes(config.defaultRegion)) {
    faults.push(
      `${envNameOf('defaultRegion')} must be one of ${envNameOf('regions')}: ${config.regions.join(', ')}`,
    );
  }
  const doubled = config.regions.find((region) => config.regionUpstreams?.has(region));
  if (doubled !== undefined) {
    faults.push(
      `${envNameOf('regionUpstreams')} and ${envNameOf('regions')} both name ${doubled}: take it out of one of them`,
    );
  }
  if ((config.s3AccessKeyId === undefined) !== (config.s3SecretAccessKey === undefined)) {
    faults.push(
      `${envNameOf('s3AccessKeyId')} and ${envNameOf('s3SecretAccessKey')} go together: give both or neither`,
    );
  }
  if (config.s3Endpoint !== undefined && config.s3AccessKeyId === undefined) {
    faults.push(
      `${envNameOf('s3Endpoint')} needs ${envNameOf('s3AccessKeyId')} and ${envNameOf('s3SecretAccessKey')}`,
    );
  }
  if (config.shutdownDelayMs >= config.shutdownLimitMs) {
    faults.push(
      `${envNameOf('shutdownDelayMs')} must be less than ${envNameOf('shutdownLimitMs')}, which includes it`,
    );
  }
  return faults;
}

function unknownVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(SETTING_NAMES.map(envNameOf));
  return Object.keys(env)
    .filter((variable) => variable.startsWith('BOARDGATE_') && !known.has(variable))
    .map((variable) => `${variable} is no setting of this version; \`boardgate config docs\` lists them`);
}

export function shownSettings(config: Config): [variable: string, value: string][] {
  return SETTING_NAMES.map((name) => {
    const value = config[name];
    const isSecret = 'isSecret' in SETTINGS[name];
    return [envNameOf(name), value === undefined ? '(unset)' : isSecret ? '(set, not shown)' : shown(value)];
  });
}

function shown(value: unknown): string {
  if (!(value instanceof Map)) return String(value);
  return [...value].map((pair) => pair.join('=')).join(',');
}
