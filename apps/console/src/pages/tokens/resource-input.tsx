import { Anchor, Box, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { RoomSelect } from '../../components/room-select.tsx';
import { TaskSelect } from '../../components/task-select.tsx';
import { useAbout } from './workshop-queries.ts';

interface Props {
  readonly kind: 'room' | 'task';
  readonly project: string | null;
  readonly value: string | null;
  readonly onChange: (uuid: string | null) => void;
}

/** The room or conversion of a token: selected, or typed with external resources. */
export function ResourceInput({ kind, project, value, onChange }: Props) {
  const { t } = useTranslation('tokens');
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
      <Anchor component={Link} href={kind === 'room' ? '/rooms' : '/conversions'} size="sm">
        {t(kind === 'room' ? 'makeRoom' : 'makeTask')}
      </Anchor>
    </Box>
  );
}
