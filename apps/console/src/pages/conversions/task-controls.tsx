import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { isUnderWay, type Task } from './task.ts';

/** Moves a conversion in the queue, cancels it, or runs it again. */
export function TaskControls({ task }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const { mutate, variables, isPending, error, data: isDone } = useTaskAction(task);
  const isRetriable = task.status === 'Fail' || task.status === 'Abort';
  const button = (action: Action, label: string, color?: 'red') => (
    <Button
      variant={color ? 'light' : 'default'}
      {...(color && { color })}
      loading={isPending && variables === action}
      onClick={() => mutate(action)}
    >
      {label}
    </Button>
  );
  if (!isUnderWay(task) && !isRetriable) return null;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {task.status === 'Waiting' && task.priority !== 'highest' && button('highest', t('actions.first'))}
        {task.status === 'Waiting' && task.priority !== 'lowest' && button('lowest', t('actions.last'))}
        {isUnderWay(task) && button('cancel', t('actions.cancel'), 'red')}
        {isRetriable && button('retry', t('actions.retry'))}
      </Group>
      {isUnderWay(task) && (
        <Text size="sm" c="dimmed">
          {t('actions.cancelHelp')}
        </Text>
      )}
      {isDone === false && (
        <Text size="sm" role="status">
          {t('actions.ended')}
        </Text>
      )}
      <ErrorNotice error={error} />
    </Stack>
  );
}

type Action = 'highest' | 'lowest' | 'cancel' | 'retry';

/** Tells whether the action took effect: the task may have ended before. */
function useTaskAction({ uuid }: Task) {
  const queries = useQueryClient();
  const params = { path: { uuid } };
  return useMutation({
    mutationFn: async (action: Action): Promise<boolean> => {
      if (action === 'cancel') {
        return (await answerOf(api.POST('/v1/tasks/{uuid}/cancel', { params }))).cancelled;
      }
      if (action === 'retry') {
        await answerOf(api.POST('/v1/tasks/{uuid}/retry', { params }));
        return true;
      }
      const body = { priority: action };
      return (await answerOf(api.PUT('/v1/tasks/{uuid}/priority', { params, body }))).moved;
    },
    // After a refusal too, since the task has probably changed.
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
}
