import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageInUse } from '../../i18n/i18n.ts';
import { explanationText } from './explanation-text.ts';
import type { Inspection } from './inspection.ts';

/** What is doubtful about the token, though it is no reason to refuse it. */
export function Warnings({ warnings }: Pick<Inspection, 'warnings'>) {
  const { t, i18n } = useTranslation('inspector');
  if (warnings.length === 0) return null;
  return (
    <Alert color="orange" title={t('warnings')}>
      <Stack gap="xs">
        {warnings.map((warning) => {
          const text = explanationText(i18n, warning, languageInUse().htmlLang);
          return (
            <Text key={warning.code} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {text ?? <span lang="en">{warning.advice}</span>}
            </Text>
          );
        })}
      </Stack>
    </Alert>
  );
}
