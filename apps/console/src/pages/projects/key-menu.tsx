import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { copyText } from '../../components/copy-text.ts';
import { revocationsOf } from '../revocations/revocation-queries.ts';
import type { KeyTask } from './key-dialogs.tsx';
import { testTokenPath } from './new-pair.tsx';
import type { AccessKey } from './project-types.ts';

/** The actions for a key. */
export function KeyMenu({
  pair,
  onTask,
  onEnable,
}: {
  readonly pair: AccessKey;
  readonly onTask: (task: KeyTask) => void;
  readonly onEnable: (pair: AccessKey) => void;
}) {
  const { t } = useTranslation('projects');
  const item = (kind: 'rename' | 'expiry' | 'rotate' | 'disable' | 'delete') => (
    <Menu.Item key={kind} onClick={() => onTask({ kind, pair })} {...(kind === 'delete' && { color: 'red' })}>
      {t(`keys.${kind}.open`)}
    </Menu.Item>
  );
  return (
    <>
      {pair.state === 'enabled' && (
        <Button variant="light" size="xs" component={Link} href={testTokenPath(pair.project, pair.accessKey)}>
          {t('keys.testToken')}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size="md"
            aria-label={t('keys.actionsOf', { accessKey: pair.accessKey })}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void copyText(pair.accessKey)}>{t('keys.copyAccessKey')}</Menu.Item>
          <Menu.Item component={Link} href={revocationsOf(pair.accessKey)}>
            {t('keys.revocations')}
          </Menu.Item>
          {item('rotate')}
          {item('rename')}
          {item('expiry')}
          {pair.disabled ? (
            <Menu.Item onClick={() => onEnable(pair)}>{t('keys.enable.open')}</Menu.Item>
          ) : (
            item('disable')
          )}
          {item('delete')}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
