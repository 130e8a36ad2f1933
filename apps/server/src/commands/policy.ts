import { ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ConversionQuota, Policy } from '../access/policy.ts';
import { parseLifespan, showSpan } from './lifespan.ts';

/** What may be set of a policy; `none` takes a limit away. */
export interface PolicyOptions {
  readonly maxSdkLifespan?: number | 'none';
  readonly maxRoomLifespan?: number | 'none';
  readonly maxTaskLifespan?: number | 'none';
  readonly permanent?: 'allow' | 'forbid';
  readonly maxRole?: Role;
  readonly maxWaitingTasks?: number | 'none';
  readonly maxRunningTasks?: number | 'none';
  readonly maxPages?: number | 'none';
  readonly maxBytes?: number | 'none';
  readonly clear?: boolean;
}

const CONVERSION_FLAGS = [
  ['max-waiting-tasks', 'most conversions that wait'],
  ['max-running-tasks', 'most conversions that run at a time'],
  ['max-pages', 'most pages that are kept'],
  ['max-bytes', 'most bytes that are kept'],
] as const;

export function addPolicyOptions(command: Command): Command {
  for (const kind of TOKEN_KINDS) {
    const flags = `--max-${kind}-lifespan <span>`;
    command.option(flags, `longest lifespan of its ${kind} tokens: 15m, 1h, 7d, or none`, parseMaxLifespan);
  }
  for (const [flag, what] of CONVERSION_FLAGS) {
    command.option(`--${flag} <count>`, `${what}, or none for the server’s own limit`, parseLimit);
  }
  return command
    .addOption(
      new Option('--permanent <rule>', 'whether lifespan 0 is accepted').choices(['allow', 'forbid']),
    )
    .addOption(new Option('--max-role <role>', 'the strongest role that is issued').choices([...ROLES]))
    .option('--clear', 'no limits but the server’s');
}

/** The policy with what the options name; `undefined` where they name nothing. */
export function applyPolicyOptions(policy: Policy | null, options: PolicyOptions): Policy | null | undefined {
  if (Object.keys(options).length === 0) return undefined;
  const given: Record<TokenKind, number | 'none' | undefined> = {
    sdk: options.maxSdkLifespan,
    room: options.maxRoomLifespan,
    task: options.maxTaskLifespan,
  };
  const base: Policy = options.clear ? {} : (policy ?? {});
  const limits = TOKEN_KINDS.map((kind) => [
    kind,
    given[kind] === undefined ? base.maxLifespanMs?.[kind] : given[kind],
  ]);
  const set = limits.filter(([, limit]) => limit !== undefined && limit !== 'none');
  const { maxLifespanMs: _old, conversions: _oldToo, ...rest } = base;
  const conversions = applyConversionLimits(base.conversions, options);
  return {
    ...rest,
    ...(set.length > 0 && { maxLifespanMs: Object.fromEntries(set) }),
    ...(Object.keys(conversions).length > 0 && { conversions }),
    ...(options.permanent !== undefined && { allowPermanentTokens: options.permanent === 'allow' }),
    ...(options.maxRole !== undefined && { maxRole: options.maxRole }),
  };
}

function applyConversionLimits(
  base: Policy['conversions'] = {},
  { maxWaitingTasks, maxRunningTasks, maxPages, maxBytes }: PolicyOptions,
): Partial<ConversionQuota> {
  const given = Object.entries({ maxWaitingTasks, maxRunningTasks, maxPages, maxBytes });
  const changed = Object.fromEntries(given.filter(([, limit]) => limit !== undefined));
  const all: [string, unknown][] = Object.entries({ ...base, ...changed });
  return Object.fromEntries(all.filter(([, limit]) => limit !== 'none'));
}

export function showPolicy(policy: Policy | null): string {
  if (policy === null || Object.keys(policy).length === 0) {
    return 'The project has no limits of its own: those of the server hold.';
  }
  const { maxLifespanMs = {}, allowPermanentTokens, maxRole, conversions = {} } = policy;
  return [
    ...Object.entries(maxLifespanMs).map(
      ([kind, limit]) => `${kind} tokens live at most ${showSpan(limit)}.`,
    ),
    ...(allowPermanentTokens === undefined
      ? []
      : [`Permanent tokens are ${allowPermanentTokens ? 'allowed' : 'not allowed'}.`]),
    ...(maxRole === undefined ? [] : [`The strongest role is ${maxRole}.`]),
    ...Object.entries(conversions).map(
      ([name, limit]) => `${CONVERSION_WORDS[name] ?? name}: at most ${limit}.`,
    ),
  ].join('\n');
}

const CONVERSION_WORDS: Readonly<Record<string, string>> = {
  maxWaitingTasks: 'Conversions that wait',
  maxRunningTasks: 'Conversions that run at a time',
  maxPages: 'Pages that are kept',
  maxBytes: 'Bytes that are kept',
};

function parseLimit(text: string): number | 'none' {
  if (text === 'none') return 'none';
  if (!/^[0-9]{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, or none.');
  return Number(text);
}

function parseMaxLifespan(text: string): number | 'none' {
  if (text === 'none') return 'none';
  const lifespanMs = parseLifespan(text);
  if (lifespanMs === 0) throw new InvalidArgumentError('For permanent tokens there is --permanent.');
  return lifespanMs;
}
