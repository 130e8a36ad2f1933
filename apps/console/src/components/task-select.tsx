import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client.ts';
import { documentName } from './document-name.ts';

const MAX_TASKS = 200;

/**
 * Selects one of a project's latest conversions by document or uuid.
 *
 * @example
 * <TaskSelect project={projectId} value={taskUuid} onChange={setTaskUuid} />
 */
export function TaskSelect({
  project,
  value,
  onChange,
}: {
  readonly project: string | null;
  readonly value: string | null;
  readonly onChange: (uuid: string | null) => void;
}) {
  const { t } = useTranslation();
  const { data = [] } = useQuery({
    queryKey: ['tasks', 'choices', project],
    enabled: project !== null,
    queryFn: async ({ signal }) => {
      const query = { limit: MAX_TASKS, ...(project !== null && { project }) };
      return (await answerOf(api.GET('/v1/tasks', { params: { query }, signal }))).tasks;
    },
  });
  return (
    <Select
      label={t('select.task')}
      placeholder={t('select.taskPlaceholder')}
      data={data.map((task) => ({
        value: task.uuid,
        label: `${documentName(task.resource)} · ${task.uuid}`,
      }))}
      value={value}
      onChange={onChange}
      searchable
      // So that typing replaces the choice.
      onFocus={({ currentTarget }) => currentTarget.select()}
      allowDeselect={false}
      disabled={project === null}
      nothingFoundMessage={t('select.noTask')}
    />
  );
}
