import { Anchor, Box } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../api/request-error.ts';
import { CopyableCode } from '../../components/copy-button.tsx';
import { useCursorPages } from '../../components/cursor-pages.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { formatCount, ListCount, MAX_COUNTED } from '../../components/list-count.tsx';
import { NoEntries } from '../../components/no-entries.tsx';
import { Pager } from '../../components/pager.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { type Room, type RoomFilter, roomsQuery } from './room-queries.ts';

interface Props {
  readonly filter: RoomFilter;
  readonly isNarrowed: boolean;
  readonly onShow: (uuid: string) => void;
  readonly onCreate: () => void;
  readonly onShowAll: () => void;
}

/** The rooms, one page at a time. */
export function RoomList({ filter, isNarrowed, onShow, onCreate, onShowAll }: Props) {
  const { t } = useTranslation('rooms');
  const pages = useCursorPages();
  const { data, isPending, isPlaceholderData, error, refetch } = useQuery(roomsQuery(filter, pages.after));
  const next = data?.next ?? null;
  const first = useQuery(roomsQuery(filter, undefined));
  usePageBeforehand(filter, isPlaceholderData ? null : next);

  if (isPending) return <ListSkeleton />;
  // An unfiltered list is refused only with external resources.
  if (error instanceof RequestError && error.status === 404 && filter.project === '')
    return <EmptyState title={t('external.title')}>{t('external.advice')}</EmptyState>;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.rooms.length === 0 && pages.number === 1)
    return (
      <NoEntries
        isNarrowed={isNarrowed}
        empty={{ title: t('empty.title'), advice: t('empty.advice'), action: t('create.open') }}
        noMatch={{ title: t('noMatch.title'), advice: t('noMatch.advice'), action: t('filters.clear') }}
        onCreate={onCreate}
        onShowAll={onShowAll}
      />
    );
  return (
    <Box aria-busy={isPlaceholderData} opacity={isPlaceholderData ? 0.6 : 1}>
      {first.data !== undefined && <Count count={first.data.count} />}
      <RoomTable rooms={data.rooms} onShow={onShow} />
      <Pager pages={pages} next={next} isWaiting={isPlaceholderData} />
    </Box>
  );
}

/** @param count absent = more than the server counts. */
function Count({ count }: { readonly count?: number | undefined }) {
  const { t } = useTranslation('rooms');
  return (
    <ListCount>
      {count === undefined
        ? t('countMore', { number: formatCount(MAX_COUNTED) })
        : t('count', { count, number: formatCount(count) })}
    </ListCount>
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
        {
          key: 'uuid',
          header: t('uuid'),
          cell: ({ uuid }) => <CopyableCode value={uuid} name={t('uuid')} />,
        },
        { key: 'project', header: t('facts.project'), isLong: true, cell: ({ project }) => project.name },
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

/** Prefetches the next page. */
function usePageBeforehand(filter: RoomFilter, next: string | null): void {
  const queries = useQueryClient();
  const { project, search, banned } = filter;
  useEffect(() => {
    if (next !== null) void queries.prefetchQuery(roomsQuery({ project, search, banned }, next));
  }, [queries, project, search, banned, next]);
}
