import { CONVERSION_TYPES } from '@boardgate/renderer';
import Type from 'typebox';
import { shownUrl } from '../../base/text.ts';
import { toIso, toIsoOrNull } from '../../base/time.ts';
import { orNull, TextOrNull, Time } from '../../http/fields.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import {
  convertedPages,
  convertedPercentage,
  PRIORITIES,
  priorityName,
  TASK_STATUSES,
  type Task,
} from '../queue/task.ts';
import type { Tasks } from '../queue/tasks.ts';
import { linksOf } from './projector-view.ts';

export interface TaskUses {
  readonly tasks: Tasks;
  readonly results: ResultStorage;
}

/** A conversion task in the management API and the command. */
export const TaskObject = Type.Object(
  {
    uuid: Type.String(),
    api: Type.Enum(['projector', 'services'], { description: 'The API that started it' }),
    project: Type.String({ description: 'The project’s id' }),
    resource: Type.String({ description: 'The document’s URL, without its query' }),
    type: Type.Enum(CONVERSION_TYPES),
    status: Type.Enum(TASK_STATUSES),
    priority: Type.Enum([...PRIORITIES, 'normal'], { description: 'Its place in the queue' }),
    percentage: Type.Integer({ minimum: 0, maximum: 100 }),
    pageCount: orNull(Type.Integer()),
    convertedPages: Type.Integer(),
    bytes: Type.Integer({ description: 'The size of all its files' }),
    attempts: Type.Integer({ description: 'How often the conversion has started' }),
    createdAt: Time,
    startedAt: orNull(Time),
    endedAt: orNull(Time),
    errorCode: orNull(Type.Integer()),
    errorMessage: TextOrNull,
    links: Type.Array(Type.String(), { description: 'Links to its pages, or to its web page and archive' }),
    previews: Type.Array(Type.String()),
  },
  { title: 'Task' },
);

export function toTaskObject(task: Task, results: ResultStorage): Type.Static<typeof TaskObject> {
  const { uuid, api, type, status, pageCount, bytes, attempts, errorCode, errorMessage } = task;
  const { images = {}, previews = {}, resources = [], zip } = linksOf(task, results);
  return {
    uuid,
    api,
    project: task.projectId,
    resource: shownUrl(task.resource),
    type,
    status,
    priority: priorityName(task.priority),
    percentage: convertedPercentage(task),
    pageCount,
    convertedPages: convertedPages(task),
    bytes,
    attempts,
    createdAt: toIso(task.createdAt),
    startedAt: toIsoOrNull(task.startedAt),
    endedAt: toIsoOrNull(task.endedAt),
    errorCode,
    errorMessage,
    links: [...Object.values(images).map(({ url }) => url), ...resources, ...(zip ? [zip] : [])],
    previews: Object.values(previews),
  };
}
