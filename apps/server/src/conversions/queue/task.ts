import type { ConversionOrder, ImageSize } from '@boardgate/renderer';

/** The states of a task, in the API's words (spec §6.1). The last three are final. */
export const TASK_STATUSES = ['Waiting', 'Converting', 'Finished', 'Fail', 'Abort'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** The API that a task was started through: the other does not know it. */
export type TaskApi = 'projector' | 'services';

/** How long a task and its files are kept after its start (spec §6.1). */
export const TASK_KEPT_MS = 7 * 86_400_000;

/** The front or the back of a project's queue. */
export const PRIORITIES = ['highest', 'lowest'] as const;
export type Priority = (typeof PRIORITIES)[number];

export function priorityName(priority: number): Priority | 'normal' {
  if (priority === 0) return 'normal';
  return priority > 0 ? 'highest' : 'lowest';
}

export interface Task extends ConversionOrder {
  /** 32 lowercase hex digits. */
  readonly uuid: string;
  readonly api: TaskApi;
  readonly projectId: string;
  /** The document's URL; it may hold credentials. */
  readonly resource: string;
  readonly webhookUrl: string | null;
  readonly webhookRetry: number;
  readonly status: TaskStatus;
  /** Larger first. */
  readonly priority: number;
  readonly attempts: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Makes the links to its files unguessable. */
  readonly secret: string;
  readonly pageCount: number | null;
  /** The page images, from page 1; `null` = not there yet. */
  readonly pages: readonly (ImageSize | null)[];
  /** Of all its files. */
  readonly bytes: number;
  readonly note: string | null;
  /** Names of its files besides page images and previews. */
  readonly files: readonly string[];
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
}

export function isTaskUuid(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

export function isEnded(status: TaskStatus): boolean {
  return status !== 'Waiting' && status !== 'Converting';
}

export function convertedPages({ pages }: Task): number {
  return pages.filter((page) => page !== null).length;
}

/** 100 when finished and never before: clients stop asking at 100 (spec §6.1). */
export function convertedPercentage(task: Task): number {
  if (task.status === 'Finished') return 100;
  return task.pageCount === null ? 0 : Math.floor((99 * convertedPages(task)) / task.pageCount);
}

/** What the keys of a task's files begin with. */
export function filesPrefix({
  type,
  secret,
  uuid,
}: Pick<Task, 'secret' | 'uuid'> & { type: string }): string {
  return `${type}Convert/${secret}/${uuid}/`;
}

/** Below `filesPrefix`, like `previewName`. */
export function imageName(number: number, { outputFormat }: ConversionOrder): string {
  return `${number}.${outputFormat}`;
}

export function previewName(number: number, { outputFormat }: ConversionOrder): string {
  return `preview/${number}.${outputFormat}`;
}
