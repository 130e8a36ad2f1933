import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CopyIcon } from '../../components/copy-button.tsx';
import { useProjects } from '../../components/project-select.tsx';
import { auditOf } from './audit-filter.ts';
import type { AuditEntry } from './use-audit.ts';

const KNOWN_ACTORS = ['admin', 'console', 'start'] as const;
const NAMED_ACTORS = ['operator', 'command', 'key'] as const;
/** There is only one of each, so the action says enough. */
const SINGLE = ['session', 'admin-token'];

/** The actor and the address. */
export function Who({ actor, address }: Pick<AuditEntry, 'actor' | 'address'>) {
  const { t } = useTranslation('audit');
  const known = KNOWN_ACTORS.find((name) => name === actor);
  const [way, name = ''] = actor.split(/:(.*)/s);
  const named = NAMED_ACTORS.find((one) => one === way);
  return (
    <Stack gap={0}>
      <Text size="sm">
        {known !== undefined && t(`actors.${known}`)}
        {known === undefined && named !== undefined && t(`actors.${named}`, { name })}
        {known === undefined && named === undefined && actor}
      </Text>
      {address !== null && (
        <Text size="xs" c="dimmed">
          {address}
        </Text>
      )}
    </Stack>
  );
}

/** The action and its object, linked to all entries for that object. */
export function What({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const { data: projects = [] } = useProjects();
  const nameOf = (id: string | null) => projects.find((project) => project.id === id)?.name;
  const { action, subject, project, after } = entry;
  const isBan = action === 'room.update' && after?.isBan !== undefined;
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" fw={600}>
        {isBan ? t(after.isBan === true ? 'ban' : 'unban') : t(`actions.${action}`)}
      </Text>
      {!SINGLE.includes(subject) && (
        <Group gap={4} wrap="nowrap">
          <Anchor component={Link} href={auditOf(subject)} size="sm" title={t('onlyThis')}>
            {nameOf(subject) ?? <Code style={{ color: 'inherit' }}>{subject}</Code>}
          </Anchor>
          <CopyIcon value={subject} name={t('filters.subject')} />
        </Group>
      )}
      {project !== null && project !== subject && (
        <Text size="xs" c="dimmed">
          {t('inProject', { project: nameOf(project) ?? project })}
        </Text>
      )}
    </Stack>
  );
}
