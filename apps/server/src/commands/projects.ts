import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { appIdentifierOf, type Project } from '../projects/project.ts';
import { toProjectObject } from '../projects/project-view.ts';
import type { ProjectChanges } from '../projects/projects.ts';
import { withContext } from './cli-context.ts';
import { print, showTime, table } from './output.ts';
import { addPolicyOptions, applyPolicyOptions, type PolicyOptions, showPolicy } from './policy.ts';
import { projectsOf } from './projects-of.ts';

/** `boardgate projects …` */
export function addProjectCommands(program: Command, readConfig: () => LoadedConfig): void {
  const projects = program
    .command('projects')
    .description('create, list, rename, disable, enable and delete projects');

  projects
    .command('create <name>')
    .description('create a project; then make it a pair of keys with `boardgate keys create`')
    .action(async (name: string) => {
      const project = await withContext(readConfig(), (context) =>
        projectsOf(context).create(name, context.actor),
      );
      print(`Created the project "${project.name}". Its AppIdentifier is ${appIdentifierOf(project)}`);
      print(`Next: boardgate keys create --project ${JSON.stringify(project.name)}`);
    });

  projects
    .command('list')
    .description('list the projects, oldest first')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withContext(readConfig(), (context) => projectsOf(context).list());
      print(json ? JSON.stringify(all.map(toProjectObject), null, 2) : showProjects(all));
    });

  const change = async (name: string, changes: ProjectChanges) =>
    await withContext(readConfig(), async (context) => {
      const projects = projectsOf(context);
      const { id } = await projects.get({ name });
      return await projects.update(id, changes, context.actor);
    });

  projects
    .command('rename <name> <new-name>')
    .description('call a project something else; its keys, rooms and tokens are not affected')
    .action(async (name: string, newName: string) => {
      await change(name, { name: newName });
      print(`Renamed the project "${name}" to "${newName}".`);
    });

  projects
    .command('disable <name>')
    .description('refuse every key and token of a project from now on')
    .action(async (name: string) => {
      await change(name, { isDisabled: true });
      print(`Disabled the project "${name}": its keys and tokens are refused from now on.`);
    });

  projects
    .command('enable <name>')
    .description('accept them again')
    .action(async (name: string) => {
      await change(name, { isDisabled: false });
      print(`Enabled the project "${name}".`);
    });

  projects
    .command('delete <name>')
    .description('delete a disabled project for good, with its keys, rooms and revocations')
    .action(async (name: string) => {
      await withContext(readConfig(), async (context) => {
        const projects = projectsOf(context);
        const { id } = await projects.get({ name });
        await projects.delete(id, context.actor);
      });
      print(`Deleted the project "${name}" with its keys, rooms and revocations.`);
    });

  addPolicyOptions(projects.command('policy <name>'))
    .description('show what tokens of a project may be asked for here, or set what the options name')
    .action(async (name: string, options: PolicyOptions) => {
      const project = await withContext(readConfig(), async (context) => {
        const projects = projectsOf(context);
        const project = await projects.get({ name });
        const wanted = applyPolicyOptions(project.policy, options);
        if (wanted === undefined) return project;
        return await projects.update(project.id, { policy: wanted }, context.actor);
      });
      print(showPolicy(project.policy));
    });
}

function showProjects(projects: readonly Project[]): string {
  if (projects.length === 0) return 'There are no projects yet. Make one: boardgate projects create NAME';
  return table(
    ['NAME', 'APP IDENTIFIER', 'CREATED', 'STATE'],
    projects.map((project) => [
      project.name,
      appIdentifierOf(project),
      showTime(project.createdAt),
      project.isDisabled ? 'disabled' : 'enabled',
    ]),
  );
}
