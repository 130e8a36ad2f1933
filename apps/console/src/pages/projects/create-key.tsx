import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { DialogForm } from '../../components/dialog.tsx';
import { expiryOf, timeOfExpiry } from './expiry.ts';
import { ExpiryInput } from './expiry-input.tsx';
import { useKeyAction } from './key-queries.ts';
import { NewPair } from './new-pair.tsx';

/** Creates a key pair and shows it. */
export function CreateKey({
  projectId,
  onClose,
}: {
  readonly projectId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('projects');
  const [name, setName] = useState('');
  const [expiry, setExpiry] = useState(() => expiryOf(null));
  const [isRefused, setRefused] = useState(false);
  const create = useKeyAction((expiresAt: string | null) =>
    answerOf(
      api.POST('/v1/projects/{id}/keys', {
        params: { path: { id: projectId } },
        body: { name: name.trim() || null, expiresAt },
      }),
    ),
  );
  const submit = () => {
    const expiresAt = timeOfExpiry(expiry);
    setRefused(expiresAt === undefined);
    if (expiresAt !== undefined) create.mutate(expiresAt);
  };
  if (create.data !== undefined) return <NewPair projectId={projectId} pair={create.data} onDone={onClose} />;
  return (
    <DialogForm
      submitLabel={t('keys.create.submit')}
      onSubmit={submit}
      onCancel={onClose}
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
      <ExpiryInput value={expiry} onChange={setExpiry} isRefused={isRefused} />
    </DialogForm>
  );
}
