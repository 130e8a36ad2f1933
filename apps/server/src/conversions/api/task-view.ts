import { CONVERSION_TYPES } from '@boardgate/renderer';
import Type from 'typebox';
import { shownUrl } from '../../base/text.ts';
import { toIso, toIsoOrNull } from '../../base/time.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import {
  convertedPages,
  convertedPercentage,
  PRIORITIES,
  priorityName,
  TASK_STATUSES,
  type Task,
} from '../queue/task.ts';
import { linksOf } from './projector-view.ts';

const orNull = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });

/** A conversion task as the management API and the command show it. */
export const TaskObject = Type.Object(
  {
    uuid: Type.String(),
    api: Type.Enum(['projector', 'services'], {
      description: 'Through which of the two APIs it was started',
    }),
    project: Type.String({ description: 'The project’s id' }),
    resource: Type.String({ description: 'The document’s URL, without its query' }),
    type: Type.Enum([...CONVERSION_TYPES]),
    status: Type.Enum([...TASK_STATUSES]),
    priority: Type.Enum([...PRIORITIES, 'normal'], { description: 'Where it stands in the queue' }),
    percentage: Type.Integer({ minimum: 0, maximum: 100 }),
    pageCount: orNull(Type.Integer()),
    convertedPages: Type.Integer(),
    bytes: Type.Integer({ description: 'Of all its files' }),
    attempts: Type.Integer({ description: 'How often it has been begun' }),
    createdAt: Type.String({ format: 'date-time' }),
    startedAt: orNull(Type.String({ format: 'date-time' })),
    endedAt: orNull(Type.String({ format: 'date-time' })),
    errorCode: orNull(Type.Integer()),
    errorMessage: orNull(Type.String()),
    links: Type.Array(Type.String(), { description: 'To its pages, or to its web page and archive' }),
    previews: Type.Array(Type.String()),
  },
  { title: 'Task' },
);

export function toTaskObject(task: Task, results: ResultStorage): Type.Static<typeof TaskObject> {
  const { images = {}, previews = {}, resources = [], zip } = linksOf(task, results);
  return {
    uuid: task.uuid,
    api: task.api,
    project: task.projectId,
    resource: shownUrl(task.resource),
    type: task.type,
    status: task.status,
    priority: priorityName(task.priority),
    percentage: convertedPercentage(task),
    pageCount: task.pageCount,
    convertedPages: convertedPages(task),
    bytes: task.bytes,
    attempts: task.attempts,
    createdAt: toIso(task.createdAt),
    startedAt: toIsoOrNull(task.startedAt),
    endedAt: toIsoOrNull(task.endedAt),
    errorCode: task.errorCode,
    errorMessage: task.errorMessage,
    links: [
      ...Object.values(images).map(({ url }) => url),
      ...resources,
      ...(zip === undefined ? [] : [zip]),
    ],
    previews: Object.values(previews),
  };
}
