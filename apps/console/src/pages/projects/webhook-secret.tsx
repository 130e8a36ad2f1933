import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { Section } from '../../components/section.tsx';

/** The secret of a project's webhooks, fetched on request and dropped when hidden. */
export function WebhookSecret({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('projects');
  const [secret, setSecret] = useState<string>();
  const [opened, { open, close }] = useDisclosure();
  const path = { id: projectId };
  // Not a query, since the secret must not stay in a cache.
  const show = useMutation({
    mutationFn: async () => {
      const answer = await answerOf(api.GET('/v1/projects/{id}/webhook-secret', { params: { path } }));
      setSecret(answer.secret);
    },
  });
  const replace = useMutation({
    mutationFn: async () => {
      const answer = await answerOf(api.POST('/v1/projects/{id}/webhook-secret', { params: { path } }));
      setSecret(answer.secret);
    },
    onSuccess: close,
  });
  return (
    <Section title={t('webhook.title')} description={t('webhook.description')}>
      <Stack>
        {secret !== undefined && <ValueField label={t('webhook.secret')} value={secret} />}
        <ErrorNotice error={show.error} />
        <Group>
          {secret === undefined ? (
            <Button variant="default" loading={show.isPending} onClick={() => show.mutate()}>
              {t('webhook.show')}
            </Button>
          ) : (
            <Button variant="default" onClick={() => setSecret(undefined)}>
              {t('webhook.hide')}
            </Button>
          )}
          <Button variant="default" onClick={open}>
            {t('webhook.replace')}
          </Button>
        </Group>
      </Stack>
      <Dialog opened={opened} onClose={close} title={t('webhook.replaceTitle')}>
        <DialogForm
          submitLabel={t('webhook.replaceSubmit')}
          onSubmit={() => replace.mutate()}
          onCancel={close}
          isPending={replace.isPending}
          error={replace.error}
          color="red"
        >
          <Text>{t('webhook.replaceExplanation')}</Text>
        </DialogForm>
      </Dialog>
    </Section>
  );
}
