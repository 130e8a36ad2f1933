import type { Abuse } from './abuse.ts';
import { halfRequests } from './half-requests.ts';
import { hangingWebhooks } from './hanging-webhooks.ts';
import { readDocument, readMetrics } from './read-pipeline.ts';
import { unreadLists } from './unread-lists.ts';
import { unreadPipeline } from './unread-pipeline.ts';
import { unreadScript } from './unread-script.ts';

/** Every abuse by name. A further one is a file of its own and a line here. */
export const ABUSES: Readonly<Record<string, Abuse>> = {
  'unread-pipeline': unreadPipeline,
  'unread-script': unreadScript,
  'unread-lists': unreadLists,
  'read-document': readDocument,
  'read-metrics': readMetrics,
  'half-requests': halfRequests,
  'hanging-webhooks': hangingWebhooks,
};
