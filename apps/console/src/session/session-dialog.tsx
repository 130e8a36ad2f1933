import { Button, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { forgetSession } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Covers the page on which the session ended. The page keeps its state and its pending requests. */
export function SessionDialog({ opened }: { readonly opened: boolean }) {
  const { t } = useTranslation('signIn');
  return (
    <Modal
      opened={opened}
      // Nothing works without a session: one can only sign in or leave.
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('again.title')}
      zIndex={1000}
    >
      <Stack>
        <Text>{t('again.explanation')}</Text>
        <SignInForm />
        <Button variant="subtle" onClick={forgetSession}>
          {t('again.leave')}
        </Button>
      </Stack>
    </Modal>
  );
}
