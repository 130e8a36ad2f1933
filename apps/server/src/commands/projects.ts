import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { appIdentifierOf, type Project } from '../projects/project.ts';
import { print, showTime, table } from './output.ts';
import { withStore } from './store.ts';

/** `boardgate projects …` */
export function addProjectCommands(program: Command, readConfig: () => Config): void {
  const projects = program.command('projects').description('create, list, disable and enable projects');

  projects
    .command('create <name>')
    .description('create a project; then make it a pair of keys with `boardgate keys create`')
    .action(async (name: string) => {
      const project = await withStore(readConfig(), (store) => store.projects.create(name));
      print(`Created the project "${project.name}". Its AppIdentifier is ${appIdentifierOf(project)}`);
      print(`Next: boardgate keys create --project ${JSON.stringify(project.name)}`);
    });

  projects
    .command('list')
    .description('list the projects, oldest first')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withStore(readConfig(), (store) => store.projects.list());
      print(json ? JSON.stringify(all.map(toJson), null, 2) : showProjects(all));
    });

  projects
    .command('disable <name>')
    .description('refuse every key and token of a project from now on')
    .action(async (name: string) => {
      await withStore(readConfig(), (store) => store.projects.disable(name));
      print(`Disabled the project "${name}": its keys and tokens are refused from now on.`);
    });

  projects
    .command('enable <name>')
    .description('accept them again')
    .action(async (name: string) => {
      await withStore(readConfig(), (store) => store.projects.enable(name));
      print(`Enabled the project "${name}".`);
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

function toJson(project: Project): object {
  return {
    name: project.name,
    appIdentifier: appIdentifierOf(project),
    createdAt: new Date(project.createdAt).toISOString(),
    disabled: project.isDisabled,
  };
}
