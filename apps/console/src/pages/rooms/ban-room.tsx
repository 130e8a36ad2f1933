import { Button, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { AskFirst } from '../../components/ask-first.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { type Room, showChanged } from './room-queries.ts';

/** Bans a room, which puts everyone out, after a question; or lifts the ban. */
export function BanRoom({ room: { uuid, isBan } }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const queries = useQueryClient();
  const ban = useMutation({
    mutationFn: () =>
      answerOf(api.PATCH('/v1/rooms/{uuid}', { params: { path: { uuid } }, body: { isBan: !isBan } })),
    onSuccess: (room) => showChanged(queries, room),
  });
  return (
    <Stack component="section" gap="sm" align="flex-start">
      <Title order={3}>{t('ban.title')}</Title>
      <Text size="sm" role="status">
        {t(isBan ? 'ban.bannedExplanation' : 'ban.explanation')}
      </Text>
      {isBan ? (
        <>
          <ErrorNotice error={ban.error} />
          <Button variant="default" loading={ban.isPending} onClick={() => ban.mutate()}>
            {t('ban.lift')}
          </Button>
        </>
      ) : (
        <AskFirst
          label={t('ban.submit')}
          question={t('ban.question')}
          onConfirm={() => ban.mutate()}
          isPending={ban.isPending}
          error={ban.error}
        >
          {t('ban.warning')}
        </AskFirst>
      )}
    </Stack>
  );
}
