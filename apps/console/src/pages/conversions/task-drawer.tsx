import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DetailsDrawer } from '../../components/details-drawer.tsx';
import { documentName } from '../../components/document-name.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { Deliveries } from './deliveries.tsx';
import { FailureNotice } from './failure-notice.tsx';

import { TaskControls } from './task-controls.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskLinks } from './task-links.tsx';
import { TaskProgress } from './task-progress.tsx';
import { taskQuery } from './task-queries.ts';

/** One conversion beside the list: its progress, actions and results. */
export function TaskDrawer({
  uuid,
  onClose,
}: {
  readonly uuid: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('conversions');
  return (
    <DetailsDrawer title={t('details')} uuid={uuid} onClose={onClose}>
      {(shown) => <OneTask key={shown} uuid={shown} />}
    </DetailsDrawer>
  );
}

function OneTask({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation('conversions');
  const { data: task, error, isPending, refetch } = useQuery(taskQuery(uuid));
  if (isPending) return <PageSkeleton />;
  if (task === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      <Stack gap={2}>
        <Text fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
          {documentName(task.resource)}
        </Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {task.resource}
        </Text>
      </Stack>
      {task.status === 'Fail' ? <FailureNotice task={task} /> : <TaskProgress task={task} />}
      <TaskControls task={task} />
      <ValueField label={t('uuid')} value={uuid} />
      <TaskFacts task={task} />
      <TaskLinks task={task} />
      <Deliveries task={task} />
    </Stack>
  );
}
