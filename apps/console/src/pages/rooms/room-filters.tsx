import { Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProjectSelect } from '../../components/project-select.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import type { RoomFilter } from './room-queries.ts';

export function RoomFilters({
  filter,
  onChange,
}: {
  readonly filter: RoomFilter;
  readonly onChange: (changes: Partial<RoomFilter>) => void;
}) {
  const { t } = useTranslation('rooms');
  return (
    <Group component="search" aria-label={t('filters.label')} align="flex-end" mb="md">
      <SearchInput
        label={t('filters.search')}
        placeholder={t('filters.searchPlaceholder')}
        value={filter.search}
        onChange={(search) => onChange({ search })}
      />
      <ProjectSelect
        value={filter.project || null}
        onChange={(project) => onChange({ project: project ?? '' })}
        clearable
      />
      <NativeSelect
        label={t('filters.state')}
        value={filter.banned}
        onChange={({ currentTarget }) => onChange({ banned: currentTarget.value })}
        data={[
          { value: '', label: t('filters.any') },
          { value: 'false', label: t('filters.open') },
          { value: 'true', label: t('filters.banned') },
        ]}
      />
    </Group>
  );
}
