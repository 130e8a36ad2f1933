import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client.ts';

const MAX_SHOWN = 20;
const TYPING_PAUSE_MS = 200;

/**
 * Selects a room of a project. The server searches, since a project may have a million rooms.
 *
 * @example
 * <RoomSelect project={projectId} value={roomUuid} onChange={setRoomUuid} />
 */
export function RoomSelect({
  project,
  value,
  onChange,
}: {
  readonly project: string | null;
  readonly value: string | null;
  readonly onChange: (uuid: string | null) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.split(' · ')[0] ?? '', TYPING_PAUSE_MS);
  const { data = [] } = useQuery({
    queryKey: ['rooms', 'choices', project, search],
    enabled: project !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = {
        limit: MAX_SHOWN,
        ...(project !== null && { project }),
        ...(search !== '' && { search }),
      };
      return (await answerOf(api.GET('/v1/rooms', { params: { query }, signal }))).rooms;
    },
  });
  const choices = data.map(({ uuid, name }) => ({
    value: uuid,
    label: name ? `${name} · ${uuid}` : uuid,
  }));
  return (
    <Select
      label={t('select.room')}
      placeholder={t('select.roomPlaceholder')}
      data={choices}
      // The server has filtered already.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
      searchable
      // So that typing replaces the choice.
      onFocus={({ currentTarget }) => currentTarget.select()}
      allowDeselect={false}
      disabled={project === null}
      nothingFoundMessage={t('select.noRoom')}
    />
  );
}
