import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { SecretFields } from '../../components/secret-field.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useGuardedDialog } from './dialog.tsx';

/** A pair that has just been made: shown this once, to be copied, and what to do with it next. */
export function NewPair({
  projectId,
  pair: { accessKey, secretKey },
  oldValidUntil,
  onDone,
}: {
  readonly projectId: string;
  readonly pair: { readonly accessKey: string; readonly secretKey: string };
  /** Until when the pair that it takes the place of stays good. */
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

/** The token workshop, with the key chosen. An access key is no secret. */
export function testTokenPath(projectId: string, accessKey: string): string {
  return `/tokens?${new URLSearchParams({ project: projectId, key: accessKey })}`;
}
