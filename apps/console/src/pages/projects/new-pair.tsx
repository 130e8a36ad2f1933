import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useGuardedDialog } from '../../components/dialog.tsx';
import { SecretFields } from '../../components/secret-field.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** A new key pair, shown once, with the next step. */
export function NewPair({
  projectId,
  pair: { accessKey, secretKey },
  oldValidUntil,
  onDone,
}: {
  readonly projectId: string;
  readonly pair: { readonly accessKey: string; readonly secretKey: string };
  /** When the old pair of a rotation expires. */
  readonly oldValidUntil?: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('projects');
  useGuardedDialog();
  return (
    <Stack>
      <Title order={3}>
        {t(oldValidUntil === undefined ? 'keys.create.doneTitle' : 'keys.rotate.doneTitle')}
      </Title>
      {oldValidUntil !== undefined && (
        <Text>
          {t('keys.rotate.doneText')} <TimeText at={oldValidUntil} exact />
        </Text>
      )}
      <SecretFields
        fields={[
          { label: t('keys.accessKey'), value: accessKey },
          { label: t('keys.secretKey'), value: secretKey },
        ]}
      />
      <Alert color="gray">{t('keys.create.warning')}</Alert>
      <Group justify="flex-end">
        <Button variant="default" component={Link} href={testTokenPath(projectId, accessKey)}>
          {t('keys.create.testToken')}
        </Button>
        <Button onClick={onDone}>{t('keys.create.done')}</Button>
      </Group>
    </Stack>
  );
}

/** The tokens page with this key selected. An access key is not a secret. */
export function testTokenPath(projectId: string, accessKey: string): string {
  return `/tokens?${new URLSearchParams({ project: projectId, key: accessKey })}`;
}
