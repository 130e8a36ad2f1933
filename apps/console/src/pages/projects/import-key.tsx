import { PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { DialogForm } from '../../components/dialog.tsx';
import { useKeyAction } from './key-queries.ts';

/** Imports an existing key pair. */
export function ImportKey({
  projectId,
  onClose,
}: {
  readonly projectId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('projects');
  const [accessKey, setAccessKey] = useState('');
  const [secretKey, setSecretKey] = useState('');
  const [name, setName] = useState('');
  // The secret key is not a variable of the mutation, which would keep it.
  const store = useKeyAction(
    () =>
      answerOf(
        api.POST('/v1/projects/{id}/keys/import', {
          params: { path: { id: projectId } },
          body: { accessKey: accessKey.trim(), secretKey: secretKey.trim(), name: name.trim() || null },
        }),
      ),
    { onSuccess: onClose },
  );
  return (
    <DialogForm
      submitLabel={t('keys.import.submit')}
      onSubmit={() => store.mutate(undefined)}
      onCancel={onClose}
      isPending={store.isPending}
      error={store.error}
    >
      <Text size="sm">{t('keys.import.explanation')}</Text>
      <TextInput
        label={t('keys.accessKey')}
        value={accessKey}
        onChange={({ currentTarget }) => setAccessKey(currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        required
        data-autofocus
      />
      <PasswordInput
        label={t('keys.secretKey')}
        value={secretKey}
        onChange={({ currentTarget }) => setSecretKey(currentTarget.value)}
        // Keeps browsers from offering to save it.
        autoComplete="new-password"
        required
      />
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        autoComplete="off"
      />
    </DialogForm>
  );
}
