import { Anchor, Box, Button, Code } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../api/request-error.ts';
import { useCursorPages } from '../../components/cursor-pages.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Pager } from '../../components/pager.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { EVERY_ROOM, type Room, type RoomFilter, roomsQuery } from './room-queries.ts';

interface Props {
  readonly filter: RoomFilter;
  readonly onShow: (uuid: string) => void;
  readonly onCreate: () => void;
  readonly onShowAll: () => void;
}

/** The rooms, one page at a time. */
export function RoomList({ filter, onShow, onCreate, onShowAll }: Props) {
  const { t } = useTranslation('rooms');
  const pages = useCursorPages(JSON.stringify(filter));
  const { data, isPending, isPlaceholderData, error, refetch } = useQuery(roomsQuery(filter, pages.after));
  const next = data?.next ?? null;
  usePageBeforehand(filter, isPlaceholderData ? null : next);

  if (isPending) return <ListSkeleton />;
  // An unfiltered list is refused only with external resources.
  if (error instanceof RequestError && error.status === 404 && filter.project === null)
    return <EmptyState title={t('external.title')}>{t('external.advice')}</EmptyState>;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.rooms.length === 0 && pages.number === 1)
    return isUnfiltered(filter) ? (
      <EmptyState title={t('empty.title')} action={<Button onClick={onCreate}>{t('create.open')}</Button>}>
        {t('empty.advice')}
      </EmptyState>
    ) : (
      <EmptyState
        title={t('noMatch.title')}
        action={
          <Button variant="default" onClick={onShowAll}>
            {t('filters.clear')}
          </Button>
        }
      >
        {t('noMatch.advice')}
      </EmptyState>
    );
  return (
    <Box aria-busy={isPlaceholderData} opacity={isPlaceholderData ? 0.6 : 1}>
      <RoomTable rooms={data.rooms} onShow={onShow} />
      <Pager pages={pages} next={next} isWaiting={isPlaceholderData} />
    </Box>
  );
}

function RoomTable({ rooms, onShow }: { readonly rooms: readonly Room[] } & Pick<Props, 'onShow'>) {
  const { t } = useTranslation('rooms');
  return (
    <DataTable
      label={t('title')}
      rows={rooms}
      rowKey={({ uuid }) => uuid}
      columns={[
        {
          key: 'name',
          header: t('name'),
          cell: ({ uuid, name }) => (
            <Anchor component="button" type="button" ta="left" onClick={() => onShow(uuid)} lineClamp={2}>
              {name || t('unnamed')}
            </Anchor>
          ),
        },
        { key: 'uuid', header: t('uuid'), cell: ({ uuid }) => <Code>{uuid}</Code> },
        { key: 'project', header: t('facts.project'), cell: ({ project }) => project.name },
        {
          key: 'state',
          header: t('state'),
          cell: ({ isBan }) => <StatusBadge status={isBan ? 'banned' : 'open'} />,
        },
        { key: 'created', header: t('created'), cell: ({ createdAt }) => <TimeText at={createdAt} /> },
      ]}
    />
  );
}

const isUnfiltered = ({ project, search, banned }: RoomFilter) =>
  project === EVERY_ROOM.project && search === EVERY_ROOM.search && banned === EVERY_ROOM.banned;

/** Prefetches the next page. */
function usePageBeforehand(filter: RoomFilter, next: string | null): void {
  const queries = useQueryClient();
  const { project, search, banned } = filter;
  useEffect(() => {
    if (next !== null) void queries.prefetchQuery(roomsQuery({ project, search, banned }, next));
  }, [queries, project, search, banned, next]);
}
