import { SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { AdminToken } from './admin-token.tsx';
import { Configuration } from './configuration.tsx';
import { Formats } from './formats.tsx';
import { NewAdminToken } from './new-admin-token.tsx';
import { Regions } from './regions.tsx';
import { SignInLink } from './sign-in-link.tsx';
import { useAbout, useConfig } from './use-settings.ts';
import { Versions } from './versions.tsx';

/** `/settings` */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const [newToken, setNewToken] = useState<string | null>(null);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {/* The new token ends this session: any request now would cover the token with the sign-in dialog. */}
      {newToken === null ? <Everything onReplaced={setNewToken} /> : <NewAdminToken token={newToken} />}
    </>
  );
}

function Everything({ onReplaced }: { readonly onReplaced: (adminToken: string) => void }) {
  const about = useAbout();
  const config = useConfig();
  if (about.isPending || config.isPending) return <PageSkeleton />;
  if (about.data === undefined || config.data === undefined)
    return (
      <ErrorNotice
        error={about.error ?? config.error}
        onRetry={() => {
          void about.refetch();
          void config.refetch();
        }}
      />
    );
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Versions about={about.data} />
        <Regions about={about.data} />
        <Formats about={about.data} />
        <Stack>
          <SignInLink />
          <AdminToken settings={config.data} onReplaced={onReplaced} />
        </Stack>
      </SimpleGrid>
      <Configuration settings={config.data} />
    </Stack>
  );
}
