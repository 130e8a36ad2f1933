import { Anchor, Box, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../api/request-error.ts';
import { CopyableCode } from '../../components/copy-button.tsx';
import { useCursorPages } from '../../components/cursor-pages.ts';
import { DataTable } from '../../components/data-table.tsx';
import { documentName } from '../../components/document-name.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { NoEntries } from '../../components/no-entries.tsx';
import { Pager } from '../../components/pager.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { PageStrip } from './page-strip.tsx';
import type { Task } from './task.ts';
import { TaskProgress } from './task-progress.tsx';
import { type TaskFilter, tasksQuery } from './task-queries.ts';

interface Props {
  readonly filter: TaskFilter;
  readonly isNarrowed: boolean;
  readonly onShow: (uuid: string) => void;
  readonly onStart: () => void;
  readonly onShowAll: () => void;
}

/** The conversions, newest first, with live progress. */
export function TaskList({ filter, isNarrowed, onShow, onStart, onShowAll }: Props) {
  const { t } = useTranslation('conversions');
  const pages = useCursorPages();
  const { data, isPending, isPlaceholderData, error, refetch } = useQuery(tasksQuery(filter, pages.after));
  if (isPending) return <ListSkeleton />;
  // An unfiltered list is refused only with external resources.
  if (error instanceof RequestError && error.status === 404 && pages.number === 1 && filter.project === '')
    return <EmptyState title={t('external.title')}>{t('external.advice')}</EmptyState>;
  if (data === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.tasks.length === 0 && pages.number === 1)
    return (
      <NoEntries
        isNarrowed={isNarrowed}
        empty={{ title: t('empty.title'), advice: t('empty.advice'), action: t('start.open') }}
        noMatch={{ title: t('noMatch.title'), advice: t('noMatch.advice'), action: t('filters.clear') }}
        onCreate={onStart}
        onShowAll={onShowAll}
      />
    );
  return (
    <Box aria-busy={isPlaceholderData} opacity={isPlaceholderData ? 0.6 : 1}>
      <TaskTable tasks={data.tasks} onShow={onShow} />
      <Pager pages={pages} next={data.next} isWaiting={isPlaceholderData} />
    </Box>
  );
}

function TaskTable({ tasks, onShow }: { readonly tasks: readonly Task[] } & Pick<Props, 'onShow'>) {
  const { t } = useTranslation('conversions');
  return (
    <DataTable
      label={t('title')}
      rows={tasks}
      rowKey={({ uuid }) => uuid}
      columns={[
        {
          key: 'document',
          header: t('document'),
          cell: (task) => (
            <Stack gap={2} align="flex-start">
              <Anchor component="button" type="button" ta="left" onClick={() => onShow(task.uuid)}>
                {documentName(task.resource)}
              </Anchor>
              <Text size="xs" c="dimmed" fw={400}>
                {t(`start.types.${task.type}`)}
              </Text>
            </Stack>
          ),
        },
        { key: 'state', header: t('state'), cell: (task) => <TaskProgress task={task} /> },
        { key: 'pages', header: t('pages'), cell: (task) => <PageStrip task={task} /> },
        {
          key: 'uuid',
          header: t('uuid'),
          cell: ({ uuid }) => <CopyableCode value={uuid} name={t('uuid')} />,
        },
        { key: 'started', header: t('started'), cell: ({ createdAt }) => <TimeText at={createdAt} /> },
      ]}
    />
  );
}
