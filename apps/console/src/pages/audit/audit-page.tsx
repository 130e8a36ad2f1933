import { Box, Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCursorPages } from '../../components/cursor-pages.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pager } from '../../components/pager.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { type AuditFilter, useAuditFilter } from './audit-filter.ts';
import { Changes } from './changes.tsx';
import { What, Who } from './entry-cells.tsx';
import { Filters } from './filters.tsx';
import { useAudit } from './use-audit.ts';

/** `/audit`, and `/audit?subject=…`. */
export default function AuditPage() {
  const { t } = useTranslation('audit');
  const filters = useAuditFilter();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <Stack>
        <Filters {...filters} />
        <Entries filter={filters.filter} isNarrowed={filters.isNarrowed} onClear={filters.clear} />
      </Stack>
    </>
  );
}

function Entries({
  filter,
  isNarrowed,
  onClear,
}: {
  readonly filter: AuditFilter;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('audit');
  const pages = useCursorPages();
  const { data, isPending, error, refetch, isPlaceholderData } = useAudit(filter, pages.after);
  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const { entries, next } = data;
  if (entries.length === 0 && isNarrowed)
    return (
      <EmptyState title={t('noMatch.title')} action={<Button onClick={onClear}>{t('filters.clear')}</Button>}>
        {t('noMatch.advice')}
      </EmptyState>
    );
  if (entries.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.advice')}</EmptyState>;
  return (
    <Box aria-busy={isPlaceholderData}>
      <DataTable
        label={t('title')}
        rows={entries}
        rowKey={({ id }) => id}
        columns={[
          { key: 'what', header: t('columns.what'), cell: (entry) => <What entry={entry} /> },
          {
            key: 'changes',
            isLong: true,
            header: t('columns.changes'),
            cell: ({ before, after }) => <Changes before={before} after={after} />,
          },
          { key: 'who', header: t('columns.who'), cell: (entry) => <Who {...entry} /> },
          { key: 'when', header: t('columns.when'), cell: ({ at }) => <TimeText at={at} exact /> },
        ]}
      />
      <Pager pages={pages} next={next} isWaiting={isPlaceholderData} />
    </Box>
  );
}
