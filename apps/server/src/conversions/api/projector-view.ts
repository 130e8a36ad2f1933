import { CONVERSION_TYPES } from '@boardgate/renderer';
import Type from 'typebox';
import type { ResultStorage } from '../../results/result-storage.ts';
import {
  convertedPercentage,
  filesPrefix,
  imageName,
  previewName,
  TASK_STATUSES,
  type Task,
} from '../queue/task.ts';

const Image = Type.Object({ width: Type.Integer(), height: Type.Integer(), url: Type.String() });

/** A new task in both APIs (spec §6). */
export const StartedTask = Type.Object({
  uuid: Type.String({ description: '32 lowercase hex digits' }),
  type: Type.Enum(CONVERSION_TYPES),
  status: Type.Enum(TASK_STATUSES),
});

export function toStartedTask({ uuid, type, status }: Task): Type.Static<typeof StartedTask> {
  return { uuid, type, status };
}

export const TaskChange = Type.Object({
  taskId: Type.String(),
  success: Type.Boolean({ description: 'false = the task had already ended' }),
});

export const ProjectorTask = Type.Object(
  {
    uuid: Type.String(),
    type: Type.Enum(CONVERSION_TYPES),
    status: Type.Enum(TASK_STATUSES),
    convertedPercentage: Type.Integer({ description: '100 only when finished' }),
    prefix: Type.Optional(Type.String({ description: 'The start of every link, up to the uuid' })),
    pageCount: Type.Optional(Type.Integer()),
    images: Type.Optional(Type.Record(Type.String(), Image)),
    previews: Type.Optional(Type.Record(Type.String(), Type.String())),
    note: Type.Optional(
      Type.String({ description: 'JSON: speaker notes, and what the conversion left out' }),
    ),
    zip: Type.Optional(Type.String()),
    resources: Type.Optional(Type.Array(Type.String())),
    errorCode: Type.Optional(Type.String()),
    errorMessage: Type.Optional(Type.String()),
  },
  { title: 'ProjectorTask' },
);

export function toProjectorTask(task: Task, results: ResultStorage): Type.Static<typeof ProjectorTask> {
  const { uuid, type, status, pageCount } = task;
  return {
    uuid,
    type,
    status,
    convertedPercentage: convertedPercentage(task),
    ...(pageCount !== null && { pageCount, ...linksOf(task, results) }),
    ...(task.note !== null && { note: task.note }),
    ...(task.errorCode !== null && { errorCode: String(task.errorCode) }),
    ...(task.errorMessage !== null && { errorMessage: task.errorMessage }),
  };
}

/** Links to the files so far: a running task has its first pages. */
export function linksOf(task: Task, results: ResultStorage) {
  const base = filesPrefix(task);
  const urlOf = (name: string) => results.urlOf(`${base}${name}`);
  const pages = task.pages.flatMap((size, index) => (size === null ? [] : [{ ...size, number: index + 1 }]));
  const zip = task.files.find((name) => name.endsWith('.zip'));
  return {
    prefix: results.urlOf(base).replace(new RegExp(`/${task.uuid}/$`), ''),
    ...(task.type === 'static' && {
      images: Object.fromEntries(
        pages.map(({ number, ...size }) => [number, { ...size, url: urlOf(imageName(number, task)) }]),
      ),
    }),
    ...(task.preview && {
      previews: Object.fromEntries(pages.map(({ number }) => [number, urlOf(previewName(number, task))])),
    }),
    ...(zip !== undefined && { zip: urlOf(zip) }),
    ...(task.type === 'dynamic' && { resources: task.files.filter((name) => name !== zip).map(urlOf) }),
  };
}
