import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Section } from '../../components/section.tsx';
import { type Settings, UNSET } from './use-settings.ts';
import { WithCode } from './with-code.tsx';

interface Props {
  readonly onReplaced: (adminToken: string) => void;
}

/** Replaces the admin token, unless the configuration sets it. */
export function AdminToken({ settings, onReplaced }: Props & { readonly settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const [isOpen, { open, close }] = useDisclosure();
  const isConfigured = (settings.BOARDGATE_ADMIN_TOKEN ?? UNSET) !== UNSET;
  return (
    <Section title={t('adminToken.title')}>
      <Text size="sm">
        <WithCode text={t(isConfigured ? 'adminToken.configured' : 'adminToken.explanation')} />
      </Text>
      {!isConfigured && (
        <div>
          <Button variant="default" onClick={open}>
            {t('adminToken.replace')}
          </Button>
        </div>
      )}
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('adminToken.confirmTitle')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Confirmation onClose={close} onReplaced={onReplaced} />
      </Modal>
    </Section>
  );
}

function Confirmation({ onClose, onReplaced }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const replace = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/admin-token')),
    onSuccess: ({ adminToken }) => onReplaced(adminToken),
    gcTime: 0,
  });
  return (
    <Stack>
      <Text>{t('adminToken.warning')}</Text>
      <ErrorNotice error={replace.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common:cancel')}
        </Button>
        <Button color="red" loading={replace.isPending} onClick={() => replace.mutate()}>
          {t('adminToken.confirm')}
        </Button>
      </Group>
    </Stack>
  );
}
