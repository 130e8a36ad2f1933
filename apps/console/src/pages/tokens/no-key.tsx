import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

/** Shown for a project without an enabled key. */
export function NoKey({ project }: { readonly project: string }) {
  const { t } = useTranslation('tokens');
  return (
    <Alert color="orange" title={t('noKey.title')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('noKey.advice')}</Text>
        <Button size="xs" component={Link} href={`/projects/${project}`}>
          {t('noKey.action')}
        </Button>
      </Stack>
    </Alert>
  );
}
