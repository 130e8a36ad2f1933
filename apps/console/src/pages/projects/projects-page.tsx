import { Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useProjects } from '../../components/project-select.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { CreateProject } from './create-project.tsx';

/** `/projects` */
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
  const { t } = useTranslation(['projects', 'common']);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['projects', 'list'],
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }: { next: string | null }) => next,
      queryFn: ({ signal, pageParam }) => {
        const query = pageParam === null ? {} : { after: pageParam };
        return answerOf(api.GET('/v1/projects', { params: { query }, signal }));
      },
    });
  if (isPending) return <ListSkeleton />;
  const projects = data?.pages.flatMap((page) => page.projects) ?? [];
  if (error && projects.length === 0) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (projects.length === 0)
    return (
      <EmptyState title={t('empty.title')} action={<Button onClick={onCreate}>{t('create.open')}</Button>}>
        {t('empty.advice')}
      </EmptyState>
    );
  return (
    <>
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
          {
            key: 'state',
            header: t('state'),
            cell: ({ disabled }) => <StatusBadge status={disabled ? 'disabled' : 'enabled'} />,
          },
          { key: 'created', header: t('created'), cell: ({ createdAt }) => <TimeText at={createdAt} /> },
        ]}
      />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common:loadMore')}
        </Button>
      )}
    </>
  );
}
