import type { ConversionFailure } from '@boardgate/renderer';
import type { ResultStorage } from '../../results/result-storage.ts';
import { linksOf } from '../api/projector-view.ts';
import type { Task } from './task.ts';

/** What a webhook says of a task that has just ended (spec §6.1). */
export function webhookBody(
  task: Task,
  failure: ConversionFailure | undefined,
  results: ResultStorage,
  now: number,
): object {
  const links = linksOf(task, results);
  return {
    code: failure?.code ?? 0,
    message: failure?.message ?? 'success',
    data: {
      taskId: task.uuid,
      taskType: `${task.type}_conversion`,
      prefixUrl: links.prefix,
      pageCount: task.pageCount ?? 0,
      previews: links.previews ?? {},
      note: task.note ?? '',
      images: links.images ?? {},
      noticeTimestamp: now,
    },
  };
}
