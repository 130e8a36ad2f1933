import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../api/request-error.ts';
import { TimeText } from '../../components/time-text.tsx';

/** Says of when the figures are, and why they are not newer where that is so. */
export function Freshness({
  updatedAt,
  error,
}: {
  readonly updatedAt: number;
  readonly error: Error | null;
}) {
  const { t } = useTranslation('overview');
  const at = <TimeText at={new Date(updatedAt).toISOString()} />;
  const isDatabase = error instanceof RequestError && error.status >= 500;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {error && (
        <IconAlertTriangle
          size={18}
          color="var(--mantine-color-orange-light-color)"
          aria-hidden
          style={{ flexShrink: 0 }}
        />
      )}
      <Text size="sm" c={error ? 'var(--mantine-color-orange-light-color)' : 'dimmed'}>
        {/* Read out when it changes, without the time that passes. */}
        <span aria-live="polite">
          {error && t(isDatabase ? 'freshness.failing' : 'freshness.unreachable')}
        </span>{' '}
        {t(error ? 'freshness.from' : 'freshness.updated')} {at}
      </Text>
    </Group>
  );
}
