import { CONVERSION_TYPES } from '@boardgate/renderer';
import Type from 'typebox';
import type { ResultStorage } from '../../results/result-storage.ts';
import {
  convertedPages,
  convertedPercentage,
  filesPrefix,
  imageName,
  previewName,
  TASK_STATUSES,
  type Task,
} from '../queue/task.ts';

const WEB_PAGE = 'index.html';

const ConvertedFile = Type.Object({
  width: Type.Integer(),
  height: Type.Integer(),
  conversionFileUrl: Type.String(),
  preview: Type.Optional(Type.String()),
});

/** The task object of the older API (spec §6.2). It always has `progress`: clients rely on it. */
export const OlderTask = Type.Object(
  {
    uuid: Type.String(),
    type: Type.Enum(CONVERSION_TYPES),
    status: Type.Enum(TASK_STATUSES),
    failedReason: Type.Optional(Type.String()),
    progress: Type.Object({
      totalPageSize: Type.Integer(),
      convertedPageSize: Type.Integer(),
      convertedPercentage: Type.Integer(),
      convertedFileList: Type.Array(ConvertedFile),
      currentStep: Type.Optional(
        Type.Enum(['Extracting', 'Packaging', 'GeneratingPreview', 'MediaTranscode']),
      ),
    }),
  },
  { title: 'ConversionTask' },
);

export function toOlderTask(task: Task, results: ResultStorage): Type.Static<typeof OlderTask> {
  const base = filesPrefix(task);
  return {
    uuid: task.uuid,
    type: task.type,
    status: task.status,
    ...(task.errorMessage !== null && { failedReason: task.errorMessage }),
    progress: {
      totalPageSize: task.pageCount ?? 0,
      convertedPageSize: convertedPages(task),
      convertedPercentage: convertedPercentage(task),
      convertedFileList: listFiles(task, (name) => results.urlOf(`${base}${name}`)),
      ...(task.status === 'Converting' && { currentStep: stepOf(task) }),
    },
  };
}

/** The pages of a web page appear when it is complete. */
function listFiles(task: Task, urlOf: (name: string) => string): Type.Static<typeof ConvertedFile>[] {
  const isDynamic = task.type === 'dynamic';
  if (isDynamic && !task.files.includes(WEB_PAGE)) return [];
  return task.pages.flatMap((size, index) => {
    if (size === null) return [];
    const number = index + 1;
    return {
      ...size,
      conversionFileUrl: isDynamic ? `${urlOf(WEB_PAGE)}#${number}` : urlOf(imageName(number, task)),
      ...(task.preview && { preview: urlOf(previewName(number, task)) }),
    };
  });
}

function stepOf(task: Task): 'Extracting' | 'Packaging' | 'GeneratingPreview' {
  if (task.pageCount === null) return 'Extracting';
  return convertedPages(task) < task.pageCount ? 'GeneratingPreview' : 'Packaging';
}
