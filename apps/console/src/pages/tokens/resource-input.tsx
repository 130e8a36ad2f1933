import { Anchor, Box, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { RoomSelect } from '../../components/room-select.tsx';
import { TaskSelect } from '../../components/task-select.tsx';
import { StartConversion } from '../conversions/start-conversion.tsx';
import { CreateRoom } from '../rooms/create-room.tsx';
import { useAbout } from './workshop-queries.ts';

interface Props {
  readonly kind: 'room' | 'task';
  readonly project: string | null;
  readonly value: string | null;
  readonly onChange: (uuid: string | null) => void;
  /** One was made here, perhaps in another project. */
  readonly onMade: (uuid: string, project: string) => void;
}

/** The room or conversion of a token: selected, or typed with external resources. */
export function ResourceInput({ kind, project, value, onChange, onMade }: Props) {
  const { t } = useTranslation('tokens');
  const [isMaking, { open, close }] = useDisclosure();
  const { data: about } = useAbout();
  if (about === undefined) return null;
  if (about.resources === 'external')
    return (
      <TextInput
        label={t(`uuid.${kind}`)}
        description={t('uuidHelp')}
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
    );
  // The key discards the search text when kind or project change.
  return (
    <Box>
      {kind === 'room' ? (
        <RoomSelect key={project} project={project} value={value} onChange={onChange} />
      ) : (
        <TaskSelect key={project} project={project} value={value} onChange={onChange} />
      )}
      <Anchor component="button" type="button" onClick={open} size="sm">
        {t(kind === 'room' ? 'makeRoom' : 'makeTask')}
      </Anchor>
      <CreateRoom
        opened={isMaking && kind === 'room'}
        onClose={close}
        project={project}
        onCreated={(room) => onMade(room.uuid, room.project.id)}
      />
      <StartConversion
        opened={isMaking && kind === 'task'}
        onClose={close}
        project={project}
        onStarted={(task) => onMade(task.uuid, task.project)}
      />
    </Box>
  );
}
