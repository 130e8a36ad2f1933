import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { type Revocation, SCOPES } from './revocation-queries.ts';

/** The server's limit. */
const MAX_REASON_LENGTH = 256;

const FIELDS = { token: 'token', room: 'room', key: 'accessKey', project: 'project' } as const;

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What the list is filtered by. */
  readonly scope: Revocation['scope'];
  readonly subject: string;
}

/** Revokes one token, or all tokens of a room, a key or a project so far. */
export function Revoke({ opened, onClose, scope, subject }: Props) {
  const { t } = useTranslation('revocations');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('revoke.title')}>
      <Form onClose={onClose} scope={scope} subject={subject} />
    </Dialog>
  );
}

function Form({ onClose, ...first }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('revocations');
  const queries = useQueryClient();
  const [scope, setScope] = useState(first.scope);
  const [subject, setSubject] = useState(first.subject);
  const [reason, setReason] = useState('');
  const revoke = useMutation({
    // It may hold a token.
    gcTime: 0,
    mutationFn: () => {
      const body = { [FIELDS[scope]]: scope === 'token' ? subject : subject.trim(), reason: reason.trim() };
      return answerOf(api.POST('/v1/revocations', { body }));
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['revocations'] });
    },
  });
  const input = {
    label: t(`revoke.subject.${scope}`),
    value: subject,
    required: true,
    autoComplete: 'off',
    spellCheck: false,
  };
  return (
    <DialogForm
      submitLabel={t('revoke.submit')}
      onSubmit={() => revoke.mutate()}
      onCancel={onClose}
      isPending={revoke.isPending}
      error={revoke.error}
      color="red"
    >
      <NativeSelect
        label={t('revoke.scope')}
        description={t(`revoke.help.${scope}`)}
        value={scope}
        onChange={({ currentTarget }) => {
          setScope(currentTarget.value as Revocation['scope']);
          setSubject('');
        }}
        data={SCOPES.map((value) => ({ value, label: t(`revoke.scopes.${value}`) }))}
      />
      {scope === 'token' && (
        <Textarea {...input} rows={3} onChange={({ currentTarget }) => setSubject(currentTarget.value)} />
      )}
      {(scope === 'room' || scope === 'key') && (
        <TextInput {...input} onChange={({ currentTarget }) => setSubject(currentTarget.value)} />
      )}
      {scope === 'project' && (
        <ProjectSelect value={subject || null} onChange={(id) => setSubject(id ?? '')} required />
      )}
      <TextInput
        label={t('revoke.reason')}
        description={t('revoke.reasonHelp')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={MAX_REASON_LENGTH}
      />
    </DialogForm>
  );
}
