import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * Tells what would be here, and what to do next.
 *
 * @example
 * <EmptyState title={t('empty.title')} action={<Button onClick={open}>{t('create')}</Button>}>{t('empty.advice')}</EmptyState>
 */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" ta="center" gap="sm">
        <Title order={2}>{title}</Title>
        <Text c="dimmed" maw={520}>
          {children}
        </Text>
        {action}
      </Stack>
    </Paper>
  );
}
