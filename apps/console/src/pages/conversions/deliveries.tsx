import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { Cause } from '../../components/cause.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { isUnderWay, type Task } from './task.ts';
import { deliveriesQuery } from './task-queries.ts';

const COLORS = { pending: 'blue', delivered: 'green', failed: 'red' } as const;

/** The webhook deliveries of a conversion. */
export function Deliveries({ task }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const { data: deliveries = [] } = useQuery({
    ...deliveriesQuery(task.uuid, task.status),
    enabled: !isUnderWay(task),
  });
  const { mutate, isPending, error } = useRedelivery();
  if (deliveries.length === 0) return null;
  return (
    <Stack component="section" gap="sm">
      <Title order={3}>{t('deliveries.title')}</Title>
      {deliveries.map((delivery) => (
        <Paper key={delivery.id} withBorder p="sm">
          <Stack gap={6} align="flex-start">
            <Badge color={COLORS[delivery.status]}>{t(`deliveries.status.${delivery.status}`)}</Badge>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {delivery.url}
            </Text>
            <Text size="sm">
              {t('deliveries.attempts', { attempts: delivery.attempts, most: delivery.maxAttempts })}
              {delivery.attempts > 0 && (
                <>
                  {' · '}
                  {delivery.responseStatus === null
                    ? t('deliveries.noAnswer')
                    : t('deliveries.answered', { status: delivery.responseStatus })}
                </>
              )}
            </Text>
            {delivery.error && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                <Cause sentence={delivery.error} />
              </Text>
            )}
            {delivery.status === 'pending' && delivery.dueAt !== null && (
              <Text size="sm">
                {t('deliveries.next')}: <TimeText at={delivery.dueAt} />
              </Text>
            )}
            {delivery.status !== 'pending' && (
              <Group>
                <Button variant="default" size="xs" loading={isPending} onClick={() => mutate(delivery.id)}>
                  {t('deliveries.again')}
                </Button>
              </Group>
            )}
          </Stack>
        </Paper>
      ))}
      <ErrorNotice error={error} />
    </Stack>
  );
}

function useRedelivery() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(api.POST('/v1/webhook-deliveries/{id}/redeliver', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhook-deliveries'] }),
  });
}
