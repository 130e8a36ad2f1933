import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AskFirst } from '../../components/ask-first.tsx';
import { EVERY_REVOCATION, type Revocation, revocationsQuery, useTakeBack } from './revocation-queries.ts';
import { RevokedTokens } from './revocation-text.tsx';

/** The revocations of a room's tokens, each with a way back; nothing if there is none. */
export function RevocationsOf({ of }: { readonly of: string }) {
  const { data } = useQuery(revocationsQuery({ ...EVERY_REVOCATION, of }, undefined));
  return data?.revocations.map((revocation) => <OneRevocation key={revocation.id} revocation={revocation} />);
}

function OneRevocation({ revocation }: { readonly revocation: Revocation }) {
  const { t } = useTranslation('revocations');
  return (
    <Alert color="orange" w="100%" title={t(`revoked.${revocation.scope}`)}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <RevokedTokens revocation={revocation} />
        </Text>
        {revocation.reason !== '' && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('because', { reason: revocation.reason })}
          </Text>
        )}
        <TakeBack id={revocation.id} />
      </Stack>
    </Alert>
  );
}

/** Takes a revocation back, after a question. */
export function TakeBack({ id, onDone }: { readonly id: string; readonly onDone?: () => void }) {
  const { t } = useTranslation('revocations');
  const takeBack = useTakeBack(onDone);
  return (
    <AskFirst
      label={t('takeBack.submit')}
      question={t('takeBack.question')}
      onConfirm={() => takeBack.mutate(id)}
      isPending={takeBack.isPending}
      error={takeBack.error}
    >
      {t('takeBack.warning')}
    </AskFirst>
  );
}
