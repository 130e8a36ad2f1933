import { ActionIcon } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../session/sign-in.ts';

/** Where the server is gone nobody is signed out, and the banner says why. */
export function SignOutButton() {
  const { t } = useTranslation('shell');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={t('signOut')}
      title={t('signOut')}
      onClick={() => void signOut().catch(() => {})}
    >
      <IconLogout size={20} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
