import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { formatExact } from '../../components/time.ts';
import { languageInUse } from '../../i18n/i18n.ts';
import { RevocationsOf } from '../revocations/revocations-of.tsx';

/** The server's limit. */
const MAX_REASON_LENGTH = 256;

/** Revokes all tokens issued for the room, after a confirmation. */
export function RevokeTokens({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation('rooms');
  const [isAsking, setAsking] = useState(false);
  const [hasAsked, setAsked] = useState(false);
  const [revokedBefore, setRevokedBefore] = useState<string | null>(null);
  const ask = () => {
    setAsked(true);
    setAsking(true);
  };
  return (
    <Stack component="section" gap="sm" align="flex-start">
      <Title order={3}>{t('revoke.title')}</Title>
      <Text size="sm">{t('revoke.explanation')}</Text>
      <RevocationsOf of={uuid} />
      {isAsking ? (
        <Question
          uuid={uuid}
          onClose={() => setAsking(false)}
          onRevoked={(time) => {
            setRevokedBefore(time);
            setAsking(false);
          }}
        />
      ) : (
        <Button variant="light" color="red" onClick={ask} ref={hasAsked ? focus : null}>
          {t('revoke.open')}
        </Button>
      )}
      {revokedBefore !== null && !isAsking && (
        <Alert color="green">
          {t('revoke.done', { time: formatExact(new Date(revokedBefore), languageInUse().htmlLang) })}
        </Alert>
      )}
    </Stack>
  );
}

/** Inline, since Escape would close a dialog and the drawer below it. */
function Question({
  uuid,
  onClose,
  onRevoked,
}: {
  readonly uuid: string;
  readonly onClose: () => void;
  readonly onRevoked: (before: string) => void;
}) {
  const { t } = useTranslation(['rooms', 'common']);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const revoke = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/revocations', { body: { room: uuid, reason: reason.trim() } })),
    onSuccess: async ({ issuedBefore, createdAt }) => {
      onRevoked(issuedBefore ?? createdAt);
      await queries.invalidateQueries({ queryKey: ['revocations'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    revoke.mutate();
  };
  return (
    <Alert color="red" title={t('revoke.question')} w="100%">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t('revoke.warning')}</Text>
          <TextInput
            label={t('revoke.reason')}
            description={t('revoke.reasonHelp')}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            maxLength={MAX_REASON_LENGTH}
            ref={focus}
          />
          <ErrorNotice error={revoke.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" color="red" loading={revoke.isPending}>
              {t('revoke.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Alert>
  );
}

/** Keeps the focus when one replaces the other. */
const focus = (element: HTMLElement | null) => element?.focus();
