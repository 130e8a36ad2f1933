import { Alert, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RequestError } from '../api/request-error.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Controls } from '../shell/controls.tsx';
import { LostBanner } from '../shell/lost-banner.tsx';
import { SignInForm } from './sign-in-form.tsx';

const NEW_LINK_COMMAND = 'npx boardgate console';

export function SignInPage({ codeFailure }: { readonly codeFailure: RequestError | undefined }) {
  const { t } = useTranslation('signIn');
  usePageTitle(t('title'));
  return (
    <Stack mih="100dvh" p="md">
      <Group component="header" justify="flex-end" gap={4}>
        <Controls />
      </Group>
      <Stack component="main" w="100%" maw={420} mx="auto" my="auto">
        <LostBanner />
        <Title order={1} ta="center">
          Boardgate
        </Title>
        {codeFailure && <CodeFailure failure={codeFailure} />}
        <Paper withBorder p="lg" shadow="sm">
          <Stack>
            <Title order={2}>{t('title')}</Title>
            <SignInForm />
            <Text size="sm" c="dimmed">
              {t('help')} <Code>{NEW_LINK_COMMAND}</Code>
            </Text>
          </Stack>
        </Paper>
      </Stack>
    </Stack>
  );
}

function CodeFailure({ failure }: { readonly failure: RequestError }) {
  const { t } = useTranslation('signIn');
  if (failure.status !== 401) return <ErrorNotice error={failure} />;
  return (
    <Alert color="orange" role="alert">
      {t('badLink')} <Code>{NEW_LINK_COMMAND}</Code>
    </Alert>
  );
}
