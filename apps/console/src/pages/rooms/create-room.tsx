import { Button, Group, Modal, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProjectSelect, useProjectChoice } from '../../components/project-select.tsx';
import { type Room, showChanged } from './room-queries.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The project that the list is filtered by. */
  readonly project: string | null;
  readonly onCreated: (room: Room) => void;
}

export function CreateRoom({ opened, onClose, ...form }: Props) {
  const { t } = useTranslation(['rooms', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Form {...form} onClose={onClose} />
    </Modal>
  );
}

/** A component of its own, so that the next one starts empty. */
function Form({ project: shown, onCreated, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['rooms', 'common']);
  const queries = useQueryClient();
  const [project, setProject] = useProjectChoice(shown);
  const [name, setName] = useState('');
  const [isRecord, setRecord] = useState(false);
  const [limit, setLimit] = useState<number | string>(0);
  const create = useMutation({
    mutationFn: (of: string) =>
      answerOf(api.POST('/v1/rooms', { body: { project: of, name, isRecord, limit: Number(limit) } })),
    onSuccess: async (room) => {
      await showChanged(queries, room);
      onClose();
      onCreated(room);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (project !== null) create.mutate(project);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('name')}
          description={t('create.nameHelp')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        <ProjectSelect value={project} onChange={setProject} required />
        <NumberInput
          label={t('create.limit')}
          description={t('create.limitHelp')}
          value={limit}
          onChange={setLimit}
          min={0}
          allowDecimal={false}
          allowNegative={false}
        />
        <Switch
          label={t('create.isRecord')}
          checked={isRecord}
          onChange={({ currentTarget }) => setRecord(currentTarget.checked)}
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
