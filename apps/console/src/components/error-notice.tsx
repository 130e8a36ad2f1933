import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../api/request-error.ts';
import { languageInUse } from '../i18n/i18n.ts';
import { refusalText } from './refusal-text.ts';
import { useSecondsLeft } from './seconds-left.ts';

/**
 * Says what went wrong, in place: below the fields of a form, or instead of a list. Renders nothing without an error.
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
  if (error.refusal?.code === 'too-many-failures' && error.retryAfterSeconds !== undefined)
    return <TooMany key={error.retryAfterSeconds} seconds={error.retryAfterSeconds} />;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {refusalText(i18n, error, languageInUse().htmlLang)}
    </Text>
  );
}

/** Counts down to the next allowed attempt. */
function TooMany({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(seconds);
  return <Text size="sm">{left > 0 ? t('errors.tooMany', { count: left }) : t('errors.tooManyNow')}</Text>;
}
