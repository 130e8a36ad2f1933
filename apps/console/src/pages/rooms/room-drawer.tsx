import { Anchor, Divider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DetailsDrawer } from '../../components/details-drawer.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { auditOf } from '../audit/audit-filter.ts';
import { BanRoom } from './ban-room.tsx';
import { JoinToken } from './join-token.tsx';
import { RevokeTokens } from './revoke-tokens.tsx';
import { type Room, roomQuery } from './room-queries.ts';

/** One room beside the list: its facts, tokens and ban. */
export function RoomDrawer({
  uuid,
  onClose,
}: {
  readonly uuid: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rooms');
  return (
    <DetailsDrawer title={t('details')} uuid={uuid} onClose={onClose}>
      {(shown) => <OneRoom key={shown} uuid={shown} />}
    </DetailsDrawer>
  );
}

function OneRoom({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation('rooms');
  const { data: room, error, isPending, refetch } = useQuery(roomQuery(uuid));
  if (isPending) return <PageSkeleton />;
  if (room === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      <Facts room={room} />
      <Divider />
      <JoinToken room={room} />
      <Divider />
      <BanRoom room={room} />
      <Divider />
      <RevokeTokens uuid={uuid} />
      <Divider />
      <Anchor component={Link} href={auditOf(uuid)} size="sm">
        {t('history')}
      </Anchor>
    </Stack>
  );
}

function Facts({ room }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const { uuid, name, isBan, project, createdAt, limit, isRecord } = room;
  return (
    <Stack gap="sm">
      <Text fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
        {name || t('unnamed')}
      </Text>
      <ValueField label={t('uuid')} value={uuid} />
      <FactList
        facts={[
          { name: t('state'), value: <StatusBadge status={isBan ? 'banned' : 'open'} /> },
          { name: t('facts.project'), value: project.name },
          { name: t('facts.created'), value: <TimeText at={createdAt} exact /> },
          {
            name: t('facts.writers'),
            value: limit === 0 ? t('anyWriters') : t('writers', { count: limit }),
          },
          { name: t('facts.record'), value: t(isRecord ? 'recorded' : 'notRecorded') },
        ]}
      />
    </Stack>
  );
}
