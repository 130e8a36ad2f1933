import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../api/request-error.ts';
import { useSecondsLeft } from './seconds-left.ts';

/**
 * Says what went wrong, in place: beside the form, whose fields stay as they are, or where a list would be. Nothing where there is
 * no error, so that it can always stand there.
 *
 * @example
 * <ErrorNotice error={create.error} />
 * <ErrorNotice error={rooms.error} onRetry={() => rooms.refetch()} />
 */
export function ErrorNotice({
  error,
  onRetry,
}: {
  readonly error: Error | null | undefined;
  readonly onRetry?: () => void;
}) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Alert color="red" role="alert" title={t('errors.title')} icon={<IconAlertCircle aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        <Reason error={error} />
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function Reason({ error }: { readonly error: Error }) {
  const { t, i18n } = useTranslation();
  if (!(error instanceof RequestError)) return <Text size="sm">{error.message}</Text>;
  if (error.isUnreachable) return <Text size="sm">{t('errors.unreachable')}</Text>;
  if (error.status === 429 && error.retryAfterSeconds !== undefined)
    return <TooMany key={error.retryAfterSeconds} seconds={error.retryAfterSeconds} />;
  if (error.status >= 500) return <Text size="sm">{t('errors.server')}</Text>;
  // The server's sentences are English.
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {i18n.language !== 'en' && t('errors.refused')} <span lang="en">{error.message}</span>
    </Text>
  );
}

/** Counts down to when another try is worth it. */
function TooMany({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(seconds);
  return <Text size="sm">{left > 0 ? t('errors.tooMany', { count: left }) : t('errors.tooManyNow')}</Text>;
}
