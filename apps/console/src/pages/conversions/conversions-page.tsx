import { Button, Group, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { taskStatus } from '../../components/status-badge.tsx';
import { StartConversion } from './start-conversion.tsx';
import { TASK_STATUSES } from './task.ts';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskList } from './task-list.tsx';
import { EVERY_TASK, type TaskFilter } from './task-queries.ts';

/** `/conversions`; `?project=ID` filters, `?task=UUID` opens one. */
export default function ConversionsPage() {
  const { t } = useTranslation('conversions');
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState<TaskFilter>({ ...EVERY_TASK, project: params.get('project') });
  const [isStarting, { open, close }] = useDisclosure();
  // In the address, so that Back closes it and it can be linked.
  const show = (uuid: string | null) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (uuid === null) after.delete('task');
      else after.set('task', uuid);
      return after;
    });
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={open}>{t('start.open')}</Button>}
      />
      <TaskFilters filter={filter} onChange={setFilter} />
      <TaskList filter={filter} onShow={show} onStart={open} onShowAll={() => setFilter(EVERY_TASK)} />
      <StartConversion opened={isStarting} onClose={close} project={filter.project} />
      <TaskDrawer uuid={params.get('task')} onClose={() => show(null)} />
    </>
  );
}

function TaskFilters({
  filter,
  onChange,
}: {
  readonly filter: TaskFilter;
  readonly onChange: (filter: TaskFilter) => void;
}) {
  const { t } = useTranslation(['conversions', 'common']);
  return (
    <Group component="search" aria-label={t('filters.label')} align="flex-end" mb="md">
      <ProjectSelect
        value={filter.project}
        onChange={(project) => onChange({ ...filter, project })}
        clearable
      />
      <NativeSelect
        label={t('filters.state')}
        value={filter.status}
        onChange={({ currentTarget }) =>
          onChange({ ...filter, status: currentTarget.value as TaskFilter['status'] })
        }
        data={[
          { value: '', label: t('filters.any') },
          ...TASK_STATUSES.map((status) => ({
            value: status,
            label: t(`common:status.${taskStatus(status)}`),
          })),
        ]}
      />
    </Group>
  );
}
