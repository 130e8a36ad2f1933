import { type Command, Option } from 'commander';
import { OPERATOR_ROLES, type OperatorRole } from '../access/operator.ts';
import { OperatorTokens } from '../access/operator-tokens.ts';
import type { LoadedConfig } from '../config/config.ts';
import type { StoredOperator } from '../operators/operator-store.ts';
import { type OperatorChanges, Operators, stateOfOperator } from '../operators/operators.ts';
import { loadProject } from '../projects/projects.ts';
import { type CommandContext, projectsOf, withContext } from './cli-context.ts';
import { addJsonOption, parseTimeOption } from './options.ts';
import { type ListView, print, printJson, printList, showTime } from './output.ts';

interface CreateOptions {
  readonly role: OperatorRole;
  readonly project?: readonly string[];
  readonly expires?: number;
  readonly json?: boolean;
}

interface ChangeOptions {
  readonly role?: OperatorRole;
  readonly project?: readonly string[];
  readonly allProjects?: boolean;
  readonly expires?: number | 'never';
}

export function addOperatorCommands(program: Command, readConfig: () => LoadedConfig): void {
  const operators = program
    .command('operators')
    .description('manage operators: people and programs with tokens of their own for /v1 and the console');

  addJsonOption(operators.command('create <name>'))
    .description('create an operator; their token is shown only once')
    .addOption(roleOption().makeOptionMandatory())
    .addOption(projectOption())
    .option('--expires <time>', 'when the token expires, for example 2026-01-02T03:04:05Z', parseTimeOption)
    .action(async (name: string, { role, project, expires, json }: CreateOptions) => {
      const { operator, token } = await withContext(readConfig(), async (context) => {
        const projects = project && (await idsOf(context, project));
        return await operatorsOf(context).create({ name, role, projects, expiresAt: expires }, context.actor);
      });
      if (json) {
        const { toOperatorObject } = await import('../operators/operator-view.ts');
        return printJson({ ...toOperatorObject(operator), token });
      }
      print(token);
    });

  addJsonOption(operators.command('list'))
    .description('list operators')
    .action(async ({ json }: { json?: boolean }) => {
      const [all, names] = await withContext(readConfig(), async (context) => {
        const found = await operatorsOf(context).list();
        return [found, await projectsOf(context).namesOf(found.flatMap(({ projects }) => projects ?? []))];
      });
      await printList(all, json, operatorsAt(Date.now(), names));
    });

  const change = async (name: string, changes: OperatorChanges) =>
    await withContext(readConfig(), (context) => operatorsOf(context).update(name, changes, context.actor));

  operators
    .command('update <name>')
    .description('change the role, the projects or the expiry of an operator')
    .addOption(roleOption())
    .addOption(projectOption().conflicts('allProjects'))
    .option('--all-projects', 'no longer limit the operator to some projects')
    .option('--expires <time>', 'when the token expires, or never', parseExpiry)
    .action(async (name: string, { role, project, allProjects, expires }: ChangeOptions) => {
      await withContext(readConfig(), async (context) => {
        const projects = allProjects ? null : project && (await idsOf(context, project));
        const expiresAt = expires === 'never' ? null : expires;
        await operatorsOf(context).update(name, { role, projects, expiresAt }, context.actor);
      });
      print(`Updated the operator ${name}.`);
    });

  operators
    .command('disable <name>')
    .description('refuse the token of an operator and end their sessions, effective immediately')
    .action(async (name: string) => {
      await change(name, { isDisabled: true });
      print(`Disabled the operator ${name}. Their token is now refused, and their sessions have ended.`);
    });

  operators
    .command('enable <name>')
    .description('accept the token of a disabled operator again')
    .action(async (name: string) => {
      await change(name, { isDisabled: false });
      print(`Enabled the operator ${name}.`);
    });

  addJsonOption(operators.command('new-token <name>'))
    .description('create a new token for an operator, shown only once; the old one and their sessions end')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const { token } = await withContext(readConfig(), (context) =>
        operatorsOf(context).replaceToken(name, context.actor),
      );
      if (json) return printJson({ name, token });
      print(token);
    });

  operators
    .command('delete <name>')
    .description('permanently delete an operator; their token stops working')
    .action(async (name: string) => {
      await withContext(readConfig(), (context) => operatorsOf(context).delete(name, context.actor));
      print(`Deleted the operator ${name}. Their token is now invalid, and their sessions have ended.`);
    });
}

/** Commander takes the `null` of `parseTimeOrNever` for an option without a value. */
function parseExpiry(text: string): number | 'never' {
  return text === 'never' ? text : parseTimeOption(text);
}

function roleOption(): Option {
  return new Option('--role <role>', 'what the operator may do').choices(OPERATOR_ROLES);
}

function projectOption(): Option {
  const limit = new Option('--project <name>', 'limit the operator to this project; may be repeated');
  return limit.argParser((name: string, others: readonly string[] = []) => [...others, name]);
}

function operatorsOf({ database, vault, now }: CommandContext): Operators {
  return new Operators(database, new OperatorTokens(database, vault, now), now);
}

async function idsOf({ database }: CommandContext, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await loadProject(database.db, { name })).id);
  return ids;
}

function operatorsAt(now: number, names: ReadonlyMap<string, string>): ListView<StoredOperator> {
  return {
    columns: [
      ['NAME', ({ name }) => name],
      ['ROLE', ({ role }) => role],
      ['PROJECTS', ({ projects }) => projects?.map((id) => names.get(id) ?? id).join(', ') ?? 'all'],
      ['CREATED', ({ createdAt }) => showTime(createdAt)],
      ['LAST USED', ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : showTime(lastUsedAt))],
      ['STATE', (operator) => showState(operator, now)],
    ],
    empty: 'No operators yet: only the admin token is valid. To create one: boardgate operators create',
    loadToObject: async () => (await import('../operators/operator-view.ts')).toOperatorObject,
  };
}

function showState(operator: StoredOperator, now: number): string {
  const state = stateOfOperator(operator, now);
  if (state !== 'enabled' || operator.expiresAt === null) return state;
  return `enabled until ${showTime(operator.expiresAt)}`;
}
