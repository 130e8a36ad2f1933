import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function CreateProject({ opened, onClose }: Props) {
  const { t } = useTranslation(['projects', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

/** Apart, so that the next one begins empty. */
function Form({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation(['projects', 'common']);
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/projects', { body: { name: name.trim() } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('name')}
          description={t('create.nameHelp')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          required
          data-autofocus
        />
        <ErrorNotice error={create.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
