import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProjectSelect } from '../../components/project-select.tsx';
import { type RevocationFilter, SCOPES } from './revocation-queries.ts';

export function RevocationFilters({
  filter,
  onChange,
}: {
  readonly filter: RevocationFilter;
  readonly onChange: (changes: Partial<RevocationFilter>) => void;
}) {
  const { t } = useTranslation('revocations');
  return (
    <Group component="search" aria-label={t('filters.label')} align="flex-end" mb="md">
      <NativeSelect
        label={t('filters.scope')}
        value={filter.scope}
        onChange={({ currentTarget }) => onChange({ scope: currentTarget.value })}
        data={[
          { value: '', label: t('filters.any') },
          ...SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) })),
        ]}
      />
      <ProjectSelect
        value={filter.project || null}
        onChange={(project) => onChange({ project: project ?? '' })}
        clearable
      />
      <TextInput
        label={t('filters.of')}
        placeholder={t('filters.ofExample')}
        value={filter.of}
        onChange={({ currentTarget }) => onChange({ of: currentTarget.value.trim() })}
        autoComplete="off"
        spellCheck={false}
        flex={1}
        miw={220}
      />
    </Group>
  );
}
