import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CopyableCode } from '../../components/copy-button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { keyStatus, StatusBadge } from '../../components/status-badge.tsx';
import { formatExact } from '../../components/time.ts';
import { TimeText } from '../../components/time-text.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
import { EVERY_REVOCATION, revocationsOf, revocationsQuery } from '../revocations/revocation-queries.ts';
import type { KeyTask } from './key-dialogs.tsx';
import { KeyEnd } from './key-end.tsx';
import { KeyMenu } from './key-menu.tsx';
import type { AccessKey } from './project-types.ts';

/** Keys with their state and use. The server never returns a secret key again. */
export function KeyTable({
  keys,
  onTask,
  onEnable,
}: {
  readonly keys: readonly AccessKey[];
  readonly onTask: (task: KeyTask) => void;
  readonly onEnable: (pair: AccessKey) => void;
}) {
  const { t } = useTranslation('projects');
  const numbers = new Intl.NumberFormat(languageInUse().htmlLang);
  const revoked = useRevokedKeys(keys[0]?.project);
  const columns: [Column<AccessKey>, ...Column<AccessKey>[]] = [
    {
      key: 'accessKey',
      header: t('keys.accessKey'),
      cell: (key) => <Identity pair={key} revokedBefore={revoked.get(key.accessKey)} />,
    },
    { key: 'state', header: t('keys.state'), cell: ({ state }) => <StatusBadge status={keyStatus(state)} /> },
    {
      key: 'lastUsed',
      header: t('keys.lastUsed'),
      cell: ({ lastUsedAt }) => <TimeText at={lastUsedAt} />,
    },
    {
      key: 'issued',
      header: t('keys.issued'),
      cell: ({ tokensIssued }) => numbers.format(tokensIssued),
      align: 'right',
    },
    { key: 'expires', header: t('keys.expires'), cell: ({ expiresAt }) => <KeyEnd at={expiresAt} /> },
  ];
  return (
    <DataTable
      label={t('keys.title')}
      rows={keys}
      rowKey={({ accessKey }) => accessKey}
      columns={columns}
      actions={(pair) => <KeyMenu pair={pair} onTask={onTask} onEnable={onEnable} />}
    />
  );
}

function Identity({
  pair: { accessKey, name, imported },
  revokedBefore,
}: {
  readonly pair: AccessKey;
  readonly revokedBefore: string | undefined;
}) {
  const { t } = useTranslation(['projects', 'revocations']);
  return (
    <>
      <CopyableCode value={accessKey} name={t('keys.accessKey')} />
      <Group gap="xs">
        <Text size="sm" c="dimmed" fw={400}>
          {name ?? t('keys.unnamed')}
        </Text>
        {imported && <Badge color="gray">{t('keys.imported')}</Badge>}
      </Group>
      {revokedBefore !== undefined && (
        <Anchor component={Link} href={revocationsOf(accessKey)} size="sm">
          {t('revocations:keyRevoked', {
            time: formatExact(new Date(revokedBefore), languageInUse().htmlLang),
          })}
        </Anchor>
      )}
    </>
  );
}

const MAX_REVOCATIONS = 1000;

/** The keys of a project whose tokens so far are revoked, with the time before which they were issued. */
function useRevokedKeys(project = ''): ReadonlyMap<string, string> {
  const { data } = useQuery(
    revocationsQuery({ ...EVERY_REVOCATION, project, scope: 'key' }, undefined, MAX_REVOCATIONS),
  );
  return new Map(
    data?.revocations.map(({ accessKey, issuedBefore }) => [accessKey ?? '', issuedBefore ?? '']) ?? [],
  );
}
