import { Box, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { documentName } from '../../components/document-name.ts';
import { StatusBadge, taskStatus } from '../../components/status-badge.tsx';
import { failureName } from './failure-name.ts';
import { isUnderWay, type Task } from './task.ts';

/** Per cent; an empty bar would look like no bar. */
const LEAST_SEEN = 3;

/** The progress of a conversion, or why it failed. */
export function TaskProgress({ task }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const { status, percentage, errorCode } = task;
  return (
    <Stack gap={4} miw={160}>
      <Box>
        <StatusBadge status={taskStatus(status)} />
      </Box>
      {isUnderWay(task) && (
        <Progress.Root
          size="md"
          w="100%"
          role="progressbar"
          aria-label={`${t('progress.label')}: ${documentName(task.resource)}`}
          aria-valuemin={0}
          aria-valuenow={percentage}
          aria-valuemax={100}
        >
          <Progress.Section value={Math.max(percentage, LEAST_SEEN)} animated withAria={false} />
        </Progress.Root>
      )}
      <Text size="xs" c={status === 'Fail' ? 'var(--mantine-color-error)' : 'dimmed'}>
        {status === 'Fail' ? t(`failure.${failureName(errorCode)}.title`) : <Words task={task} />}
      </Text>
    </Stack>
  );
}

function Words({ task: { status, pageCount, convertedPages } }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  if (status === 'Waiting') return t('progress.inLine');
  if (pageCount === null) return status === 'Converting' ? t('progress.reading') : null;
  return t('progress.pages', { done: convertedPages, count: pageCount });
}
