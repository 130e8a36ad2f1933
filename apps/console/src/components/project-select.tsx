import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client.ts';

const MAX_PROJECTS = 1000;
const MAX_SHOWN = 50;

/** All projects, to choose from and to show names instead of ids. */
export function useProjects() {
  return useQuery({
    queryKey: ['projects', 'choices'],
    queryFn: async ({ signal }) => {
      const query = { limit: MAX_PROJECTS };
      return (await answerOf(api.GET('/v1/projects', { params: { query }, signal }))).projects;
    },
  });
}

/** The project chosen in a form: `first` until another is chosen, or the only project. */
export function useProjectChoice(first: string | null) {
  const { data = [] } = useProjects();
  const [chosen, choose] = useState(first);
  const [only = null] = data.length === 1 ? data.map(({ id }) => id) : [];
  return [chosen ?? only, choose] as const;
}

/**
 * Selects a project by name.
 *
 * @example
 * <ProjectSelect value={projectId} onChange={setProjectId} />
 * <ProjectSelect value={projectId} onChange={setProjectId} clearable /> // a filter
 */
export function ProjectSelect({
  value,
  onChange,
  clearable = false,
  required = false,
}: {
  readonly value: string | null;
  readonly onChange: (projectId: string | null) => void;
  readonly clearable?: boolean;
  readonly required?: boolean;
}) {
  const { t } = useTranslation();
  const { data = [], isSuccess } = useProjects();
  return (
    <Select
      label={t('select.project')}
      description={isSuccess && data.length === 0 ? t('select.noProjects') : null}
      placeholder={t(clearable ? 'select.allProjects' : 'select.projectPlaceholder')}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('select.clear') }}
      required={required}
      allowDeselect={false}
      limit={MAX_SHOWN}
      // So that typing replaces the choice.
      onFocus={({ currentTarget }) => currentTarget.select()}
      nothingFoundMessage={t('select.noProject')}
    />
  );
}
