import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { failureName } from './failure-name.ts';
import type { Task } from './task.ts';

/** Why a conversion failed and what to do, in the reader's words; then in the server's, which are English and more exact. */
export function FailureNotice({ task: { errorCode, errorMessage } }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const name = failureName(errorCode);
  return (
    <Alert color="red" title={t(`failure.${name}.title`)}>
      <Stack gap="xs">
        <Text size="sm">{t(`failure.${name}.advice`)}</Text>
        {errorMessage && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('failure.said')} <span lang="en">{errorMessage}</span>
          </Text>
        )}
        {errorCode !== null && <Text size="xs">{t('failure.code', { code: errorCode })}</Text>}
      </Stack>
    </Alert>
  );
}
