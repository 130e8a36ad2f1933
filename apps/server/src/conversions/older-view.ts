import Type from 'typebox';
import type { ResultStorage } from '../results/result-storage.ts';
import { CONVERSION_TYPES } from './order.ts';
import {
  convertedPages,
  convertedPercentage,
  filesPrefix,
  imageName,
  previewName,
  TASK_STATUSES,
  type Task,
} from './task.ts';

const ConvertedFile = Type.Object({
  width: Type.Integer(),
  height: Type.Integer(),
  conversionFileUrl: Type.String(),
  preview: Type.Optional(Type.String()),
});

/** The task object of the older API (spec §6.2). `progress` is always there: clients read through it. */
export const OlderTask = Type.Object(
  {
    uuid: Type.String(),
    type: Type.Enum([...CONVERSION_TYPES]),
    status: Type.Enum([...TASK_STATUSES]),
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
  const urlOf = (name: string) => results.urlOf(`${base}${name}`);
  return {
    uuid: task.uuid,
    type: task.type,
    status: task.status,
    ...(task.errorMessage !== null && { failedReason: task.errorMessage }),
    progress: {
      totalPageSize: task.pageCount ?? 0,
      convertedPageSize: convertedPages(task),
      convertedPercentage: convertedPercentage(task),
      convertedFileList: task.pages.flatMap((size, index) =>
        size === null
          ? []
          : [
              {
                ...size,
                conversionFileUrl:
                  task.type === 'static' ? urlOf(imageName(index + 1, task)) : urlOf('index.html'),
                ...(task.preview && { preview: urlOf(previewName(index + 1, task)) }),
              },
            ],
      ),
      ...(task.status === 'Converting' && { currentStep: stepOf(task) }),
    },
  };
}

function stepOf({ pageCount, pages, type }: Task): 'Extracting' | 'Packaging' | 'GeneratingPreview' {
  if (pageCount === null) return 'Extracting';
  return type === 'dynamic' || pages.length < pageCount ? 'GeneratingPreview' : 'Packaging';
}
