import { Button, Paper, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useProjects } from '../../components/project-select.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { IssuedResult } from './issued-result.tsx';
import { firstChoices } from './workshop-choices.ts';
import { WorkshopForm } from './workshop-form.tsx';
import { useIssueToken } from './workshop-queries.ts';

/** `/tokens`; `?project=`, `?key=` and `?kind=` preselect. */
export default function TokensPage() {
  const { t } = useTranslation('tokens');
  const { data: projects, isPending, error, refetch } = useProjects();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {isPending && <PageSkeleton />}
      {projects === undefined ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : projects.length === 0 ? (
        <NoProject />
      ) : (
        <Workshop firstProject={projects[0]?.id ?? null} />
      )}
    </>
  );
}

function Workshop({ firstProject }: { readonly firstProject: string | null }) {
  const { t } = useTranslation('tokens');
  const search = useSearch();
  const [choices, setChoices] = useState(() => {
    const first = firstChoices(search);
    return { ...first, project: first.project ?? firstProject };
  });
  const issue = useIssueToken();
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Paper withBorder p="md" style={{ alignSelf: 'start' }}>
        <WorkshopForm
          choices={choices}
          onChange={setChoices}
          onOrder={(order) => issue.mutate(order)}
          isPending={issue.isPending}
          error={issue.error}
        />
      </Paper>
      {issue.data === undefined ? (
        <div>
          <EmptyState title={t('waiting.title')}>{t('waiting.advice')}</EmptyState>
        </div>
      ) : (
        <IssuedResult key={issue.data.issued.token} result={issue.data} />
      )}
    </SimpleGrid>
  );
}

function NoProject() {
  const { t } = useTranslation('tokens');
  const action = (
    <Button component={Link} href="/projects">
      {t('empty.action')}
    </Button>
  );
  return (
    <EmptyState title={t('empty.title')} action={action}>
      {t('empty.advice')}
    </EmptyState>
  );
}
