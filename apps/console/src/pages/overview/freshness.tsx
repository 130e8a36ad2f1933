import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../api/request-error.ts';
import { TimeText } from '../../components/time-text.tsx';

/** The age of the figures, and why they are outdated if they are. */
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
        {/* Screen readers announce the state, but not the passing time. */}
        <span aria-live="polite">
          {error && t(isDatabase ? 'freshness.failing' : 'freshness.unreachable')}
        </span>{' '}
        {t(error ? 'freshness.from' : 'freshness.updated')} {at}
      </Text>
    </Group>
  );
}
