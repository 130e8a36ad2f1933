import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Cause } from '../../components/cause.tsx';
import { failureName } from './failure-name.ts';
import type { Task } from './task.ts';

/** Why a conversion failed and what to do, then the exact cause. */
export function FailureNotice({ task: { errorCode, errorMessage } }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const name = failureName(errorCode);
  return (
    <Alert color="red" title={t(`failure.${name}.title`)}>
      <Stack gap="xs">
        <Text size="sm">{t(`failure.${name}.advice`)}</Text>
        {errorMessage && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Cause sentence={detailOf(errorMessage)} />
          </Text>
        )}
        {errorCode !== null && <Text size="xs">{t('failure.code', { code: errorCode })}</Text>}
      </Stack>
    </Alert>
  );
}

/** A stored message is the vendor's sentence for the code, a colon, and the cause. */
const detailOf = (message: string) => message.slice(message.indexOf(': ') + 1).trimStart();
