import { ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Policy, QuotaName } from '../access/policy.ts';
import { DEFAULT_QUOTAS, QUOTA_GROUPS } from '../access/quotas.ts';
import { parseLifespan, showSpan } from './lifespan.ts';
import { orNone } from './options.ts';

/** What each quota counts. Its flag is its name in kebab case. */
const QUOTAS = {
  maxRequestsPerSecond: 'requests a second of each access key, on each server',
  maxRooms: 'rooms',
  maxRoomChangesPerMinute: 'rooms created or banned a minute, on each server',
  maxWaitingTasks: 'waiting conversions',
  maxRunningTasks: 'conversions that run at the same time',
  maxPages: 'stored pages',
  maxBytes: 'stored bytes',
} as const satisfies Record<QuotaName, string>;

type QuotaOptions = Partial<Record<QuotaName, number | 'none'>>;

/** `none` removes a limit. */
export interface PolicyOptions extends Readonly<QuotaOptions> {
  readonly maxSdkLifespan?: number | 'none';
  readonly maxRoomLifespan?: number | 'none';
  readonly maxTaskLifespan?: number | 'none';
  readonly permanent?: 'allow' | 'forbid';
  readonly maxRole?: Role;
  readonly clear?: boolean;
}

export function addPolicyOptions(command: Command): Command {
  for (const kind of TOKEN_KINDS) {
    command.option(
      `--max-${kind}-lifespan <span>`,
      `maximum lifespan of ${kind} tokens: 15m, 1h, 7d, or none`,
      orNone(parseMaxLifespan),
    );
  }
  for (const [name, what] of Object.entries(QUOTAS)) {
    command.option(
      `--${kebabCase(name)} <count>`,
      `maximum number of ${what}, or none for the limit of the server`,
      orNone(parseLimit),
    );
  }
  return command
    .addOption(
      new Option('--permanent <rule>', 'whether tokens without expiry are issued').choices([
        'allow',
        'forbid',
      ]),
    )
    .addOption(new Option('--max-role <role>', 'highest role of tokens').choices([...ROLES]))
    .option('--clear', 'remove all limits of the project');
}

/** The policy with what the options change; `undefined` without options. */
export function applyPolicyOptions(policy: Policy | null, options: PolicyOptions): Policy | null | undefined {
  if (Object.keys(options).length === 0) return undefined;
  const base: Policy = options.clear ? {} : (policy ?? {});
  const maxLifespanMs = applyLimits(base.maxLifespanMs, {
    sdk: options.maxSdkLifespan,
    room: options.maxRoomLifespan,
    task: options.maxTaskLifespan,
  } satisfies Record<TokenKind, unknown>);
  const { allowPermanentTokens, maxRole } = base;
  return {
    ...(maxLifespanMs && { maxLifespanMs }),
    ...(allowPermanentTokens !== undefined && { allowPermanentTokens }),
    ...(maxRole !== undefined && { maxRole }),
    ...applyQuotas(base, options),
    ...(options.permanent !== undefined && { allowPermanentTokens: options.permanent === 'allow' }),
    ...(options.maxRole !== undefined && { maxRole: options.maxRole }),
  };
}

function applyQuotas(base: Policy, options: PolicyOptions): Policy {
  const groups = QUOTA_GROUPS.map((group) => {
    const names = Object.keys(DEFAULT_QUOTAS[group]) as QuotaName[];
    const given = Object.fromEntries(names.map((name) => [name, options[name]]));
    return [group, applyLimits<string>(base[group], given)];
  });
  return Object.fromEntries(groups.filter(([, quotas]) => quotas !== undefined));
}

/** The limits that remain; `undefined` where none does. */
function applyLimits<Name extends string>(
  old: Partial<Record<Name, number>> = {},
  given: Partial<Record<Name, number | 'none' | undefined>>,
): Partial<Record<Name, number>> | undefined {
  const changed = Object.entries(given).filter(([, limit]) => limit !== undefined);
  const all = Object.entries({ ...old, ...Object.fromEntries(changed) }).filter(
    ([, limit]) => limit !== 'none',
  );
  return all.length === 0 ? undefined : (Object.fromEntries(all) as Partial<Record<Name, number>>);
}

export function showPolicy(policy: Policy | null): string {
  if (policy === null || Object.keys(policy).length === 0) {
    return 'The project has no limits of its own. The limits of the server apply.';
  }
  const { maxLifespanMs = {}, allowPermanentTokens, maxRole } = policy;
  const names: Readonly<Record<string, string>> = QUOTAS;
  const quotas = QUOTA_GROUPS.flatMap((group) => Object.entries(policy[group] ?? {}));
  return [
    ...Object.entries(maxLifespanMs).map(
      ([kind, limit]) => `Maximum lifespan of ${kind} tokens: ${showSpan(limit)}.`,
    ),
    ...(allowPermanentTokens === undefined
      ? []
      : [`Permanent tokens are ${allowPermanentTokens ? 'allowed' : 'not allowed'}.`]),
    ...(maxRole === undefined ? [] : [`Highest role of tokens: ${maxRole}.`]),
    ...quotas.map(([name, limit]) => `Maximum number of ${names[name] ?? name}: ${limit}.`),
  ].join('\n');
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function parseLimit(text: string): number {
  if (!/^[0-9]{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, or none.');
  return Number(text);
}

function parseMaxLifespan(text: string): number {
  const lifespanMs = parseLifespan(text);
  if (lifespanMs === 0)
    throw new InvalidArgumentError('To allow or forbid tokens without expiry, use --permanent.');
  return lifespanMs;
}
