import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { keyStatus, StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
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
  const columns: [Column<AccessKey>, ...Column<AccessKey>[]] = [
    { key: 'accessKey', header: t('keys.accessKey'), cell: (key) => <Identity pair={key} /> },
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

function Identity({ pair: { accessKey, name, imported } }: { readonly pair: AccessKey }) {
  const { t } = useTranslation('projects');
  return (
    <>
      <Text ff="monospace" size="sm" fw={600}>
        {accessKey}
      </Text>
      <Group gap="xs">
        <Text size="sm" c="dimmed" fw={400}>
          {name ?? t('keys.unnamed')}
        </Text>
        {imported && <Badge color="gray">{t('keys.imported')}</Badge>}
      </Group>
    </>
  );
}
