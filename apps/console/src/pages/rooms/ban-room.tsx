import { Button, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { type Room, showChanged } from './room-queries.ts';

/** Bans a room or lifts the ban. Both can be undone, so neither asks for confirmation. */
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
      <ErrorNotice error={ban.error} />
      <Button
        variant={isBan ? 'default' : 'light'}
        {...(!isBan && { color: 'red' })}
        loading={ban.isPending}
        onClick={() => ban.mutate()}
      >
        {t(isBan ? 'ban.lift' : 'ban.submit')}
      </Button>
    </Stack>
  );
}
