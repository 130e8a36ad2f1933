import { Anchor, Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useProjects } from '../../components/project-select.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { type Revocation, subjectOf } from './revocation-queries.ts';

/** Whose tokens are revoked. */
export function RevokedSubject({ revocation }: { readonly revocation: Revocation }) {
  const { t } = useTranslation('revocations');
  const { data: projects = [] } = useProjects();
  const { scope, project, nonce } = revocation;
  const subject = subjectOf(revocation);
  const nameOf = (id: string) => projects.find((one) => one.id === id)?.name ?? id;
  const at =
    scope === 'room' ? `/rooms?room=${subject}` : `/projects/${scope === 'project' ? subject : project}`;
  return (
    <>
      <Text size="sm" fw={600}>
        {t(`scopes.${scope}`)}
      </Text>
      {project === null ? (
        <Code>{subject}</Code>
      ) : (
        <Anchor component={Link} href={at} size="sm">
          {scope === 'project' ? nameOf(subject) : <Code style={{ color: 'inherit' }}>{subject}</Code>}
        </Anchor>
      )}
      {nonce !== null && (
        <Text size="xs" c="dimmed">
          {t('nonce', { nonce })}
        </Text>
      )}
      {project !== null && scope !== 'project' && (
        <Text size="xs" c="dimmed">
          {t('inProject', { project: nameOf(project) })}
        </Text>
      )}
    </>
  );
}

/** Which of its tokens. */
export function RevokedTokens({ revocation: { issuedBefore } }: { readonly revocation: Revocation }) {
  const { t } = useTranslation('revocations');
  if (issuedBefore === null) return t('oneToken');
  return (
    <>
      {t('issuedBefore')} <TimeText at={issuedBefore} exact />
    </>
  );
}
