import type { Role } from '@boardgate/token/role';
import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { LIFESPAN_UNITS } from '../../components/lifespan.ts';
import { LifespanInput } from '../../components/lifespan-input.tsx';
import { RoleSelect } from '../../components/role-select.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { Room } from './room-queries.ts';
import { expiryOf } from './token-expiry.ts';

interface Issued {
  readonly token: string;
  readonly role: Role;
}

/** Issues a Room token. The token is kept in this component only. */
export function JoinToken({ room: { uuid, project, isBan } }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const [role, setRole] = useState<Role>('writer');
  const [lifespan, setLifespan] = useState<number | null>(LIFESPAN_UNITS.hours);
  const issue = useMutation({
    gcTime: 0,
    mutationFn: async (wanted: { role: Role; lifespan: number }): Promise<Issued> => {
      const body = { kind: 'room' as const, project: project.id, uuid, ...wanted };
      const { token } = await answerOf(api.POST('/v1/tokens', { body }));
      return { token, role: wanted.role };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lifespan !== null) issue.mutate({ role, lifespan });
  };
  return (
    <Stack component="section" gap="sm">
      <Title order={3}>{t('join.title')}</Title>
      <Text size="sm">{t('join.explanation')}</Text>
      {isBan ? (
        <Alert color="orange">{t('join.banned')}</Alert>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm" align="flex-start">
            <RoleSelect value={role} onChange={setRole} />
            <LifespanInput value={lifespan} onChange={setLifespan} />
            <ErrorNotice error={issue.error} />
            <Button type="submit" loading={issue.isPending}>
              {t('join.submit')}
            </Button>
          </Stack>
        </form>
      )}
      {issue.data && !isBan && <IssuedToken {...issue.data} />}
    </Stack>
  );
}

function IssuedToken({ token, role }: Issued) {
  const { t } = useTranslation(['rooms', 'common']);
  const expiresAt = expiryOf(token);
  return (
    <Stack gap="sm">
      <ValueField label={t('join.token')} value={token} />
      <Text size="sm" role="status">
        {t('join.issued', { role: t(`common:roles.${role}`) })}
      </Text>
      <FactList
        facts={[
          {
            name: t('join.expires'),
            value: expiresAt === null ? t('common:never') : <TimeText at={expiresAt} exact />,
          },
        ]}
      />
    </Stack>
  );
}
