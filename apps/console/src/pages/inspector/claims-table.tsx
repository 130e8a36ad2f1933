import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useProjects } from '../../components/project-select.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { Claims } from './inspection.ts';

/** The claims of a token. */
export function ClaimsTable({
  claims,
  project,
}: {
  readonly claims: Claims;
  readonly project: string | null;
}) {
  const { t } = useTranslation(['inspector', 'common']);
  const { kind, role, accessKey, uuid, nonce, issuedAt, expiresAt } = claims;
  return (
    <Table layout="fixed" aria-label={t('fields.title')} verticalSpacing={6}>
      <Table.Tbody>
        <Row name={t('fields.kind')}>{t(`fields.kinds.${kind}`)}</Row>
        <Row name={t('fields.role')}>
          {role === null ? t('fields.unreadable') : t(`common:roles.${role}`)}
        </Row>
        {project !== null && (
          <Row name={t('fields.project')}>
            <ProjectName id={project} />
          </Row>
        )}
        <Row name={t('fields.accessKey')}>
          {accessKey === null ? t('fields.hidden') : <code>{accessKey}</code>}
        </Row>
        {uuid !== null && (
          <Row name={t(`fields.uuid.${kind}`)}>
            <code>{uuid}</code>
          </Row>
        )}
        <Row name={t('fields.issued')}>
          {issuedAt === null ? t('fields.issuedUnknown') : <TimeText at={issuedAt} exact />}
        </Row>
        <Row name={t('fields.expires')}>
          {expiresAt === null ? t('fields.neverExpires') : <TimeText at={expiresAt} exact />}
        </Row>
        <Row name={t('fields.nonce')}>
          <code>{nonce}</code>
        </Row>
      </Table.Tbody>
    </Table>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={130} fw={500} style={{ verticalAlign: 'top' }}>
        {name}
      </Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}

function ProjectName({ id }: { readonly id: string }) {
  const { data = [] } = useProjects();
  return (
    <Anchor component={Link} size="sm" href={`/projects/${id}`}>
      {data.find((project) => project.id === id)?.name ?? id}
    </Anchor>
  );
}
