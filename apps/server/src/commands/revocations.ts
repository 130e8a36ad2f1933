import type { Command } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { KeyManagement } from '../keys/key-management.ts';
import type { Revocation } from '../revocations/revocation-store.ts';
import { toRevocationObject } from '../revocations/revocation-view.ts';
import { Revocations } from '../revocations/revocations.ts';
import { RevocationSubjects, type SubjectNames } from '../revocations/subjects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { type CommandContext, findProjectId, withContext } from './cli-context.ts';
import { parseCount, parseTimeOption, readArgument } from './options.ts';
import { print, showTime, table } from './output.ts';
import { projectsOf } from './projects-of.ts';

interface RevokeOptions {
  readonly reason: string;
  readonly issuedBefore?: number;
}

/** `boardgate revoke …` */
export function addRevokeCommands(program: Command, readConfig: () => LoadedConfig): void {
  const revoke = program.command('revoke').description('refuse tokens that are still good');

  const run = async (act: (context: CommandContext) => Promise<Revocation>) => {
    const revocation = await withContext(readConfig(), act);
    const { id, note } = toRevocationObject(revocation);
    print(note);
    print(`To take it back: boardgate revocations delete ${JSON.stringify(id)}`);
  };

  revoke
    .command('token <token>')
    .description('revoke one token; `-` reads it from standard input')
    .option('--reason <text>', 'for whoever reads it later', '')
    .action(async (text: string, { reason }: RevokeOptions) => {
      const token = readArgument(text);
      await run((context) => revocationsOf(context).revokeToken(token, reason, context.actor));
    });

  const addRule = (
    name: string,
    description: string,
    namesOf: (subject: string, context: CommandContext) => Promise<SubjectNames>,
  ) =>
    revoke
      .command(name)
      .description(description)
      .option('--issued-before <time>', 'only what was issued before; default: until now', parseTimeOption)
      .option('--reason <text>', 'for whoever reads it later', '')
      .action(async (subject: string, { reason, issuedBefore }: RevokeOptions) => {
        await run(async (context) => {
          const rule = await subjectsOf(context).find(await namesOf(subject, context));
          return await revocationsOf(context).revokeIssuedBefore(rule, issuedBefore, reason, context.actor);
        });
      });

  addRule('room <uuid>', 'revoke every Room token for a room', async (room) => ({ room }));
  addRule('key <access-key>', 'revoke every token that a key signed', async (accessKey) => ({ accessKey }));
  addRule(
    'project <name>',
    'revoke every token that the keys of a project signed',
    async (name, context) => ({
      project: await findProjectId(context, name),
    }),
  );
}

/** `boardgate revocations …` */
export function addRevocationCommands(program: Command, readConfig: () => LoadedConfig): void {
  const revocations = program.command('revocations').description('list revocations and take them back');

  revocations
    .command('list')
    .description('list the revocations, oldest first')
    .option('--project <name>', 'only those of one project')
    .option('--limit <count>', 'most to show', parseCount, 200)
    .option('--json', 'as JSON')
    .action(async ({ project, limit, json }: { project?: string; limit: number; json?: boolean }) => {
      const all = await withContext(readConfig(), async (context) =>
        revocationsOf(context).list({ projectId: await findProjectId(context, project), limit }),
      );
      print(json ? JSON.stringify(all.map(toRevocationObject), null, 2) : showRevocations(all));
    });

  revocations
    .command('delete <id>')
    .description('take a revocation back: its tokens are as good as before')
    .action(async (id: string) => {
      await withContext(readConfig(), (context) => revocationsOf(context).delete(id, context.actor));
      print(`Took back the revocation ${id}: its tokens are as good as before.`);
    });
}

function revocationsOf({ database, vault, now }: CommandContext): Revocations {
  return new Revocations(database, new KeyManagement(database, vault, now), now);
}

function subjectsOf(context: CommandContext): RevocationSubjects {
  const { config, database, vault, now } = context;
  return new RevocationSubjects({
    projects: projectsOf(context),
    keys: new KeyManagement(database, vault, now),
    rooms: new Rooms(database, now),
    resources: config.resources,
  });
}

function showRevocations(all: readonly Revocation[]): string {
  if (all.length === 0) return 'Nothing is revoked. To revoke: boardgate revoke token|room|key|project …';
  return table(
    ['ID', 'ISSUED BEFORE', 'TOKEN EXPIRES', 'CREATED', 'REASON'],
    all.map(({ id, issuedBefore, expiresAt, createdAt, reason }) => [
      id,
      issuedBefore === null ? '(this token)' : showTime(issuedBefore),
      expiresAt === null ? '-' : showTime(expiresAt),
      showTime(createdAt),
      reason,
    ]),
  );
}
