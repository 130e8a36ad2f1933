import { Button, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { forgetSession } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page that the person was at when the session ended. The page stays, and so does what waits for an answer there. */
export function SessionDialog({ opened }: { readonly opened: boolean }) {
  const { t } = useTranslation('signIn');
  return (
    <Modal
      opened={opened}
      // Nothing on the page works without a session: there is signing in, and there is leaving.
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
