import { type Command, Option } from 'commander';
import { shownUrl } from '../base/text.ts';
import type { LoadedConfig } from '../config/config.ts';
import { postJson } from '../outbound/post.ts';
import { loadProject } from '../projects/projects.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryStatus } from '../webhooks/webhook-delivery.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import { Webhooks } from '../webhooks/webhooks.ts';
import { findProjectId, type Opened, withContext } from './cli-context.ts';
import { addJsonOption, addListOptions, type ListOptions } from './options.ts';
import { fieldLines, type ListView, print, printJson, printList, showTime } from './output.ts';

interface DeliveryOptions extends ListOptions {
  readonly task?: string;
  readonly status?: DeliveryStatus;
}

export function addWebhookCommands(program: Command, readConfig: () => LoadedConfig): void {
  const webhooks = program.command('webhooks').description('list webhook deliveries and send them again');

  addListOptions(webhooks.command('list'), 50, [
    new Option('--task <uuid>', 'only this conversion'),
    new Option('--status <status>', 'only this status').choices([...DELIVERY_STATUSES]),
  ])
    .description('list the deliveries of the last seven days, newest first')
    .action(async ({ project, task, status, limit, json }: DeliveryOptions) => {
      const all = await withContext(readConfig(), async (context) => {
        const projectId = await findProjectId(context, project);
        return await webhooksOf(context).list({ projectId, taskUuid: task, status, limit });
      });
      await printList(all, json, DELIVERIES);
    });

  addJsonOption(webhooks.command('show <id>'))
    .description('show a delivery: the result of its last attempt, and its body')
    .action(async (id: string, { json }: { json?: true }) => {
      const delivery = await withContext(readConfig(), (context) => webhooksOf(context).get(id));
      if (json) return printJson({ ...(await DELIVERIES.loadToObject())(delivery), body: delivery.body });
      print(await showDelivery(delivery));
      print();
      print(delivery.body);
    });

  webhooks
    .command('redeliver <id>')
    .description('send a webhook again, whatever its status')
    .action(async (id: string) => {
      await withContext(readConfig(), (context) => webhooksOf(context).redeliver(id, context.actor));
      print(`The webhook ${id} is due. A running server on this database sends it within seconds.`);
    });

  webhooks
    .command('secret')
    .description('print the secret that signs the webhooks of a project')
    .requiredOption('--project <name>', 'the project')
    .option('--replace', 'create a new secret first, which signs everything sent from now on')
    .action(async ({ project, replace = false }: { project: string; replace?: boolean }) => {
      const secret = await withContext(readConfig(), async ({ database, vault, now, actor }) => {
        const { id } = await loadProject(database.db, { name: project });
        const secrets = new WebhookSecrets(database, vault, now);
        return replace ? await secrets.replace(id, actor) : await secrets.reveal(id);
      });
      print(secret);
    });
}

/** A command only stores and reads deliveries; a running server sends them. */
export function webhooksOf({ config, database, vault, now }: Opened): Webhooks {
  const secrets = new WebhookSecrets(database, vault, now);
  return new Webhooks({
    database,
    secrets,
    post: postJson,
    allowHosts: config.conversionAllowHosts ?? [],
    now,
  });
}

const DELIVERIES: ListView<Delivery> = {
  columns: [
    ['ID', ({ id }) => id],
    ['STATUS', ({ status }) => status],
    ['ATTEMPTS', ({ attempts, maxAttempts }) => `${attempts}/${maxAttempts}`],
    ['RESPONSE', ({ responseStatus }) => (responseStatus === null ? '-' : String(responseStatus))],
    ['TASK', ({ taskUuid }) => taskUuid],
    ['CREATED', ({ createdAt }) => showTime(createdAt)],
    ['URL', ({ url }) => shownUrl(url)],
  ],
  empty: 'No webhooks. One is sent for each task that was started with a webhookEndpoint.',
  loadToObject: async () => (await import('../webhooks/webhook-view.ts')).toDeliveryObject,
};

async function showDelivery(delivery: Delivery): Promise<string> {
  const { toDeliveryObject } = await import('../webhooks/webhook-view.ts');
  const shown = toDeliveryObject(delivery);
  return fieldLines([
    ['id', shown.id],
    ['task', shown.task],
    ['project', shown.project],
    ['url', shown.url],
    ['status', shown.status],
    ['attempts', `${shown.attempts} of ${shown.maxAttempts}`],
    ['created', shown.createdAt],
    ['attempted', shown.attemptedAt],
    ['due', shown.dueAt],
    ['response', shown.responseStatus?.toString()],
    ['error', shown.error],
  ]);
}
