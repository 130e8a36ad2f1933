import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { appIdentifierOf, type Project } from '../projects/project.ts';
import type { ProjectChanges } from '../projects/projects.ts';
import { projectsOf, withContext } from './cli-context.ts';
import { addJsonOption } from './options.ts';
import { type ListView, print, printJson, printList, showTime } from './output.ts';
import { addPolicyOptions, applyPolicyOptions, type PolicyOptions, showPolicy } from './policy.ts';

export function addProjectCommands(program: Command, readConfig: () => LoadedConfig): void {
  const projects = program.command('projects').description('manage projects and their limits');

  addJsonOption(projects.command('create <name>'))
    .description('create a project; `boardgate keys create` then creates its key pair')
    .action(async (name: string, { json }: { json?: true }) => {
      const project = await withContext(
        readConfig(),
        (context) => projectsOf(context).create(name, context.actor),
        { canBegin: true },
      );
      if (json) return printJson((await PROJECTS.loadToObject())(project));
      print(`Created the project "${project.name}". Its AppIdentifier is ${appIdentifierOf(project)}`);
      print(`Next: boardgate keys create --project ${JSON.stringify(project.name)}`);
    });

  addJsonOption(projects.command('list'))
    .description('list projects, oldest first')
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withContext(readConfig(), (context) => projectsOf(context).list());
      await printList(all, json, PROJECTS);
    });

  const change = async (name: string, changes: ProjectChanges) =>
    await withContext(readConfig(), async (context) => {
      const { id } = await projectsOf(context).get({ name });
      await projectsOf(context).update(id, changes, context.actor);
    });

  projects
    .command('rename <name> <new-name>')
    .description('rename a project; its keys, rooms and tokens stay valid')
    .action(async (name: string, newName: string) => {
      await change(name, { name: newName });
      print(`Renamed the project "${name}" to "${newName}".`);
    });

  projects
    .command('disable <name>')
    .description('refuse all keys and tokens of a project, effective immediately')
    .action(async (name: string) => {
      await change(name, { isDisabled: true });
      print(`Disabled the project "${name}". Its keys and tokens are now refused.`);
    });

  projects
    .command('enable <name>')
    .description('accept the keys and tokens of a disabled project again')
    .action(async (name: string) => {
      await change(name, { isDisabled: false });
      print(`Enabled the project "${name}".`);
    });

  projects
    .command('delete <name>')
    .description('permanently delete a disabled project with its keys, rooms, conversions and revocations')
    .action(async (name: string) => {
      await withContext(readConfig(), async (context) => {
        const { id } = await projectsOf(context).get({ name });
        await projectsOf(context).delete(id, context.actor);
      });
      print(`Deleted the project "${name}" with its keys, rooms, conversions and revocations.`);
    });

  addPolicyOptions(projects.command('policy <name>'))
    .description('show or change the limits of a project for tokens and conversions')
    .action(async (name: string, options: PolicyOptions) => {
      const { policy } = await withContext(readConfig(), async (context) => {
        const project = await projectsOf(context).get({ name });
        const changed = applyPolicyOptions(project.policy, options);
        if (changed === undefined) return project;
        return await projectsOf(context).update(project.id, { policy: changed }, context.actor);
      });
      print(showPolicy(policy));
    });
}

const PROJECTS: ListView<Project> = {
  columns: [
    ['NAME', ({ name }) => name],
    ['APP IDENTIFIER', appIdentifierOf],
    ['CREATED', ({ createdAt }) => showTime(createdAt)],
    ['STATE', ({ isDisabled }) => (isDisabled ? 'disabled' : 'enabled')],
  ],
  empty: 'No projects yet. To create one: boardgate projects create NAME',
  loadToObject: async () => (await import('../projects/project-view.ts')).toProjectObject,
};
