import { type Command, Option } from 'commander';
import { shownUrl } from '../base/text.ts';
import type { LoadedConfig } from '../config/config.ts';
import { getProject } from '../projects/projects.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryStatus } from '../webhooks/webhook-delivery.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import { toDeliveryObject } from '../webhooks/webhook-view.ts';
import { findProjectId, withContext } from './cli-context.ts';
import { parseCount } from './options.ts';
import { print, showTime, table } from './output.ts';
import { webhooksOf } from './webhooks-of.ts';

interface ListOptions {
  readonly project?: string;
  readonly task?: string;
  readonly status?: DeliveryStatus;
  readonly limit: number;
  readonly json?: boolean;
}

/** `boardgate webhooks …` */
export function addWebhookCommands(program: Command, readConfig: () => LoadedConfig): void {
  const webhooks = program
    .command('webhooks')
    .description('see how projects were told of their conversions, and tell them again');

  webhooks
    .command('list')
    .description('list the deliveries of the last seven days, newest first')
    .option('--project <name>', 'only those of one project')
    .option('--task <uuid>', 'only those that tell of one conversion')
    .addOption(new Option('--status <status>', 'only those in one state').choices([...DELIVERY_STATUSES]))
    .option('--limit <count>', 'most to show', parseCount, 50)
    .option('--json', 'as JSON')
    .action(async ({ project, task, status, limit, json }: ListOptions) => {
      const all = await withContext(readConfig(), async (context) => {
        const projectId = await findProjectId(context, project);
        return await webhooksOf(context).list({ projectId, taskUuid: task, status, limit });
      });
      print(json ? JSON.stringify(all.map(toDeliveryObject), null, 2) : showDeliveries(all));
    });

  webhooks
    .command('show <id>')
    .description('show a delivery: how its last attempt went, and what is sent')
    .action(async (id: string) => {
      const delivery = await withContext(readConfig(), (context) => webhooksOf(context).get(id));
      print(showDelivery(delivery));
      print();
      print(delivery.body);
    });

  webhooks
    .command('redeliver <id>')
    .description('send a webhook again, whatever became of it')
    .action(async (id: string) => {
      await withContext(readConfig(), (context) => webhooksOf(context).redeliver(id, context.actor));
      print(`The webhook ${id} is due: a running server on this database sends it within seconds.`);
    });

  webhooks
    .command('secret')
    .description('print the secret that a project’s webhooks are signed with')
    .requiredOption('--project <name>', 'the project')
    .option('--replace', 'make a new one first: whatever is sent from now on is signed with that')
    .action(async ({ project, replace = false }: { project: string; replace?: boolean }) => {
      const secret = await withContext(readConfig(), async ({ database, vault, now, actor }) => {
        const { id } = await getProject(database.db, { name: project });
        const secrets = new WebhookSecrets(database, vault, now);
        return replace ? await secrets.replace(id, actor) : await secrets.reveal(id);
      });
      print(secret);
    });
}

function showDeliveries(all: readonly Delivery[]): string {
  if (all.length === 0)
    return 'No webhooks. One is sent for each task that was started with a webhookEndpoint.';
  return table(
    ['ID', 'STATUS', 'ATTEMPTS', 'ANSWER', 'TASK', 'CREATED', 'URL'],
    all.map((delivery) => [
      delivery.id,
      delivery.status,
      `${delivery.attempts}/${delivery.maxAttempts}`,
      delivery.responseStatus === null ? '-' : String(delivery.responseStatus),
      delivery.taskUuid,
      showTime(delivery.createdAt),
      shownUrl(delivery.url),
    ]),
  );
}

function showDelivery(delivery: Delivery): string {
  const shown = toDeliveryObject(delivery);
  const lines = [
    ['id', shown.id],
    ['task', shown.task],
    ['project', shown.project],
    ['url', shown.url],
    ['status', shown.status],
    ['attempts', `${shown.attempts} of ${shown.maxAttempts}`],
    ['created', shown.createdAt],
    ...(shown.attemptedAt === null ? [] : [['tried', shown.attemptedAt]]),
    ...(shown.dueAt === null ? [] : [['due', shown.dueAt]]),
    ...(shown.responseStatus === null ? [] : [['answer', String(shown.responseStatus)]]),
    ...(shown.error === null ? [] : [['error', shown.error]]),
  ];
  return lines.map(([name = '', value]) => `${name.padEnd(10)}${value}`).join('\n');
}
