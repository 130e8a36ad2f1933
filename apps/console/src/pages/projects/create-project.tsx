import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { unusedName } from './unused-name.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly taken: readonly string[];
}

export function CreateProject({ opened, onClose, taken }: Props) {
  const { t } = useTranslation('projects');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('create.title')}>
      <Form onClose={onClose} taken={taken} />
    </Dialog>
  );
}

/** A component of its own, so that the next one starts fresh. It suggests a name, so that one click is enough. */
function Form({ onClose, taken }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('projects');
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [name, setName] = useState(() => unusedName(t('create.suggestion'), taken));
  const create = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/projects', { body: { name: name.trim() } })),
    onSuccess: async (project) => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      onClose();
      // The next step, creating a key, is on that page.
      navigate(`/projects/${project.id}`);
    },
  });
  return (
    <DialogForm
      submitLabel={t('create.submit')}
      onSubmit={() => create.mutate()}
      onCancel={onClose}
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput
        label={t('name')}
        description={t('create.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        autoComplete="off"
        required
        data-autofocus
      />
    </DialogForm>
  );
}
