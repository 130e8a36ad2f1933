import type { Command } from 'commander';
import type { Config } from '../config/config.ts';
import type { Revocation } from '../revocations/revocation-store.ts';
import { toRevocationObject } from '../revocations/revocation-view.ts';
import type { SubjectNames } from '../revocations/subjects.ts';
import { commandActor, findProjectId, type Store, withStore } from './cli-context.ts';
import { parseCount, parseTimeOption, readArgument } from './options.ts';
import { print, showTime, table } from './output.ts';

interface RevokeOptions {
  readonly reason: string;
  readonly issuedBefore?: number;
}

/** `boardgate revoke …` and `boardgate revocations …` */
export function addRevocationCommands(program: Command, readConfig: () => Config): void {
  const revoke = program.command('revoke').description('refuse tokens that are still good');

  const run = async (act: (store: Store) => Promise<Revocation>) => {
    const revocation = await withStore(readConfig(), act);
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
      await run((store) => store.revocations.revokeToken(token, reason, commandActor()));
    });

  const addRule = (
    name: string,
    description: string,
    namesOf: (subject: string, store: Store) => Promise<SubjectNames>,
  ) =>
    revoke
      .command(name)
      .description(description)
      .option('--issued-before <time>', 'only what was issued before; default: until now', parseTimeOption)
      .option('--reason <text>', 'for whoever reads it later', '')
      .action(async (subject: string, { reason, issuedBefore }: RevokeOptions) => {
        await run(async (store) => {
          const rule = await store.subjects.find(await namesOf(subject, store));
          return await store.revocations.revokeIssuedBefore(rule, issuedBefore, reason, commandActor());
        });
      });

  addRule('room <uuid>', 'revoke every Room token for a room', async (room) => ({ room }));
  addRule('key <access-key>', 'revoke every token that a key signed', async (accessKey) => ({ accessKey }));
  addRule('project <name>', 'revoke every token that the keys of a project signed', async (name, store) => ({
    project: await findProjectId(store, name),
  }));

  const revocations = program.command('revocations').description('list revocations and take them back');

  revocations
    .command('list')
    .description('list the revocations, oldest first')
    .option('--project <name>', 'only those of one project')
    .option('--limit <count>', 'most to show', parseCount, 200)
    .option('--json', 'as JSON')
    .action(async ({ project, limit, json }: { project?: string; limit: number; json?: boolean }) => {
      const all = await withStore(readConfig(), async (store) =>
        store.revocations.list({ projectId: await findProjectId(store, project), limit }),
      );
      print(json ? JSON.stringify(all.map(toRevocationObject), null, 2) : showRevocations(all));
    });

  revocations
    .command('delete <id>')
    .description('take a revocation back: its tokens are as good as before')
    .action(async (id: string) => {
      await withStore(readConfig(), (store) => store.revocations.delete(id, commandActor()));
      print(`Took back the revocation ${id}: its tokens are as good as before.`);
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
