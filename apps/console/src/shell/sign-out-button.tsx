import { ActionIcon } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../session/sign-in.ts';

/** Signing out fails while the server does not respond; the banner tells why. */
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
