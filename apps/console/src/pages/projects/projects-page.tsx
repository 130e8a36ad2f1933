import { Anchor, Box, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useAddressFilter } from '../../components/address-filter.ts';
import { CopyableCode } from '../../components/copy-button.tsx';
import { useCursorPages } from '../../components/cursor-pages.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { formatCount, ListCount } from '../../components/list-count.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pager } from '../../components/pager.tsx';
import { useProjects } from '../../components/project-select.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { CreateProject } from './create-project.tsx';
import { countText } from './project-counts.tsx';
import { projectsQuery } from './project-queries.ts';
import type { Project } from './project-types.ts';

/** `/projects`; `?search=` filters. */
export default function ProjectsPage() {
  const { t } = useTranslation('projects');
  const [isCreating, { open, close }] = useDisclosure();
  const { data: all = [] } = useProjects();
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={open}>{t('create.open')}</Button>}
      />
      <ProjectList onCreate={open} />
      <CreateProject opened={isCreating} onClose={close} taken={all.map(({ name }) => name)} />
    </>
  );
}

function ProjectList({ onCreate }: { readonly onCreate: () => void }) {
  const { t } = useTranslation('projects');
  const { filter, change, clear, isNarrowed } = useAddressFilter({ search: '' });
  const pages = useCursorPages();
  const { data, isPending, isPlaceholderData, error, refetch } = useQuery(projectsQuery(filter, pages.after));
  const first = useQuery(projectsQuery(filter, undefined));
  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.projects.length === 0 && !isNarrowed && pages.number === 1)
    return (
      <EmptyState title={t('empty.title')} action={<Button onClick={onCreate}>{t('create.open')}</Button>}>
        {t('empty.advice')}
      </EmptyState>
    );
  const { count } = first.data ?? {};
  return (
    <>
      <Box component="search" aria-label={t('filters.label')} maw={480} mb="md">
        <SearchInput
          label={t('filters.search')}
          placeholder={t('filters.searchPlaceholder')}
          value={filter.search}
          onChange={(search) => change({ search })}
        />
      </Box>
      {data.projects.length === 0 ? (
        <EmptyState
          title={t('noMatch.title')}
          action={
            <Button variant="default" onClick={clear}>
              {t('missing.list')}
            </Button>
          }
        >
          {t('noMatch.advice')}
        </EmptyState>
      ) : (
        <Box aria-busy={isPlaceholderData} opacity={isPlaceholderData ? 0.6 : 1}>
          {count !== undefined && <ListCount>{t('count', { count, number: formatCount(count) })}</ListCount>}
          <ProjectTable projects={data.projects} />
          <Pager pages={pages} next={data.next} isWaiting={isPlaceholderData} />
        </Box>
      )}
    </>
  );
}

function ProjectTable({ projects }: { readonly projects: readonly Project[] }) {
  const { t } = useTranslation('projects');
  const number = (key: keyof Project['counts']): Column<Project> => ({
    key,
    header: t(`counts.${key}`),
    align: 'right',
    cell: ({ counts }) => countText(key, counts[key]),
  });
  return (
    <DataTable
      label={t('title')}
      rows={projects}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('name'),
          cell: ({ id, name }) => (
            <Anchor component={Link} href={`/projects/${id}`}>
              {name}
            </Anchor>
          ),
        },
        { key: 'id', header: t('id'), cell: ({ id }) => <CopyableCode value={id} name={t('id')} /> },
        number('keys'),
        number('rooms'),
        number('conversions'),
        number('issuedToday'),
        {
          key: 'state',
          header: t('state'),
          cell: ({ disabled }) => <StatusBadge status={disabled ? 'disabled' : 'enabled'} />,
        },
        { key: 'created', header: t('created'), cell: ({ createdAt }) => <TimeText at={createdAt} /> },
      ]}
    />
  );
}
