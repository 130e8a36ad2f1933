import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProjectSelect } from '../../components/project-select.tsx';
import type { RoomFilter } from './room-queries.ts';

/** The server's limit. */
const MAX_SEARCH_LENGTH = 64;

export function RoomFilters({
  filter,
  onChange,
}: {
  readonly filter: RoomFilter;
  readonly onChange: (filter: RoomFilter) => void;
}) {
  const { t } = useTranslation('rooms');
  return (
    <Group component="search" aria-label={t('filters.label')} align="flex-end" mb="md">
      <TextInput
        type="search"
        label={t('filters.search')}
        placeholder={t('filters.searchPlaceholder')}
        value={filter.search}
        onChange={({ currentTarget }) => onChange({ ...filter, search: currentTarget.value })}
        maxLength={MAX_SEARCH_LENGTH}
        spellCheck={false}
        flex={2}
        miw={220}
      />
      <ProjectSelect
        value={filter.project}
        onChange={(project) => onChange({ ...filter, project })}
        clearable
      />
      <NativeSelect
        label={t('filters.state')}
        value={filter.banned}
        onChange={({ currentTarget }) =>
          onChange({ ...filter, banned: currentTarget.value as RoomFilter['banned'] })
        }
        data={[
          { value: '', label: t('filters.any') },
          { value: 'false', label: t('filters.open') },
          { value: 'true', label: t('filters.banned') },
        ]}
      />
    </Group>
  );
}
