import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import type { Revocation } from '../revocations/revocation-store.ts';
import { Revocations } from '../revocations/revocations.ts';
import { RevocationSubjects, type SubjectNames } from '../revocations/subjects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { type CommandContext, findProjectId, keysOf, projectsOf, withContext } from './cli-context.ts';
import { addListOptions, type ListOptions, parseTimeOption, readArgument } from './options.ts';
import { type ListView, print, printList, showTime } from './output.ts';

interface RevokeOptions {
  readonly reason: string;
  readonly issuedBefore?: number;
}

export function addRevokeCommands(program: Command, readConfig: () => LoadedConfig): void {
  const revoke = program.command('revoke').description('revoke tokens that are still valid');

  const addRevoke = (nameAndArgument: string) =>
    revoke.command(nameAndArgument).option('--reason <text>', 'stored with the revocation', '');

  const run = async (act: (context: CommandContext) => Promise<Revocation>) => {
    const revocation = await withContext(readConfig(), act);
    const { toRevocationObject } = await import('../revocations/revocation-view.ts');
    const { id, note } = toRevocationObject(revocation);
    print(note);
    print(`To undo: boardgate revocations delete ${JSON.stringify(id)}`);
  };

  addRevoke('token <token>')
    .description('revoke one token; `-` reads it from standard input')
    .action(async (argument: string, { reason }: RevokeOptions) => {
      const token = readArgument(argument);
      await run((context) => revocationsOf(context).revokeToken(token, reason, context.actor));
    });

  const addRule = (
    nameAndArgument: string,
    description: string,
    namesOf: (argument: string, context: CommandContext) => Promise<SubjectNames>,
  ) =>
    addRevoke(nameAndArgument)
      .description(description)
      .option('--issued-before <time>', 'only tokens issued before this time (default: now)', parseTimeOption)
      .action(async (argument: string, { reason, issuedBefore }: RevokeOptions) => {
        await run(async (context) => {
          const rule = await subjectsOf(context).find(await namesOf(argument, context));
          return await revocationsOf(context).revokeIssuedBefore(rule, issuedBefore, reason, context.actor);
        });
      });

  addRule('room <uuid>', 'revoke all Room tokens of a room', async (room) => ({ room }));
  addRule('key <access-key>', 'revoke all tokens signed with a key', async (accessKey) => ({ accessKey }));
  addRule('project <name>', 'revoke all tokens of a project', async (name, context) => ({
    project: await findProjectId(context, name),
  }));
}

export function addRevocationCommands(program: Command, readConfig: () => LoadedConfig): void {
  const revocations = program.command('revocations').description('list and delete revocations');

  addListOptions(revocations.command('list'), 200)
    .description('list revocations, oldest first')
    .action(async ({ project, limit, json }: ListOptions) => {
      const all = await withContext(readConfig(), async (context) =>
        revocationsOf(context).list({ projectId: await findProjectId(context, project), limit }),
      );
      await printList(all, json, REVOCATIONS);
    });

  revocations
    .command('delete <id>')
    .description('delete a revocation; its tokens are no longer revoked')
    .action(async (id: string) => {
      await withContext(readConfig(), (context) => revocationsOf(context).delete(id, context.actor));
      print(`Deleted the revocation ${id}. Its tokens are no longer revoked.`);
    });
}

function revocationsOf(context: CommandContext): Revocations {
  return new Revocations(context.database, keysOf(context), context.now);
}

function subjectsOf(context: CommandContext): RevocationSubjects {
  const { config, database, now } = context;
  return new RevocationSubjects({
    projects: projectsOf(context),
    keys: keysOf(context),
    rooms: new Rooms(database, now),
    resources: config.resources,
  });
}

const REVOCATIONS: ListView<Revocation> = {
  columns: [
    ['ID', ({ id }) => id],
    ['ISSUED BEFORE', ({ issuedBefore: time }) => (time === null ? '(this token)' : showTime(time))],
    ['TOKEN EXPIRES', ({ expiresAt }) => (expiresAt === null ? '-' : showTime(expiresAt))],
    ['CREATED', ({ createdAt }) => showTime(createdAt)],
    ['REASON', ({ reason }) => reason],
  ],
  empty: 'No revocations. To revoke tokens: boardgate revoke token|room|key|project …',
  loadToObject: async () => (await import('../revocations/revocation-view.ts')).toRevocationObject,
};
