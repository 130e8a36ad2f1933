import { Alert, Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { RequestError } from '../../api/request-error.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { Section } from '../../components/section.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { DeleteProject } from './delete-project.tsx';
import { Keys } from './keys.tsx';
import { PolicySection } from './policy-section.tsx';
import { ProjectActions } from './project-actions.tsx';
import { ProjectCounts } from './project-counts.tsx';
import { useProject } from './project-queries.ts';
import type { Project } from './project-types.ts';
import { WebhookSecret } from './webhook-secret.tsx';

/** `/projects/:id` */
export default function ProjectPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('projects');
  const { data: project, isPending, error, refetch } = useProject(id);
  const back = { to: '/projects', label: t('title') };
  if (isPending) return <PageSkeleton />;
  if (project !== undefined) return <Sections project={project} back={back} />;
  const isMissing = error instanceof RequestError && error.status === 404;
  return (
    <>
      <PageHeader title={isMissing ? t('missing.title') : t('title')} back={back} />
      {isMissing ? <Missing /> : <ErrorNotice error={error} onRetry={() => void refetch()} />}
    </>
  );
}

function Sections({
  project,
  back,
}: {
  readonly project: Project;
  readonly back: { readonly to: string; readonly label: string };
}) {
  const { t } = useTranslation('projects');
  return (
    <>
      <PageHeader title={project.name} back={back} actions={<ProjectActions project={project} />} />
      <Stack gap="lg">
        {project.disabled && (
          <Alert color="orange" title={t('disabledNotice.title')}>
            {t('disabledNotice.text')}
          </Alert>
        )}
        <ProjectCounts project={project} />
        <Keys project={project} />
        <Section title={t('identity.title')} description={t('identity.help')}>
          <ValueField label={t('identity.appIdentifier')} value={project.appIdentifier} />
        </Section>
        <PolicySection project={project} />
        <WebhookSecret projectId={project.id} />
        <DeleteProject project={project} />
      </Stack>
    </>
  );
}

function Missing() {
  const { t } = useTranslation('projects');
  const list = (
    <Button component={Link} href="/projects">
      {t('missing.list')}
    </Button>
  );
  return (
    <EmptyState title={t('missing.title')} action={list}>
      {t('missing.advice')}
    </EmptyState>
  );
}
