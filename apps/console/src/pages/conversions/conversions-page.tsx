import { Button, Group, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAddressFilter } from '../../components/address-filter.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { useShown } from '../../components/shown.ts';
import { taskStatus } from '../../components/status-badge.tsx';
import { StartConversion } from './start-conversion.tsx';
import { TASK_STATUSES } from './task.ts';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskList } from './task-list.tsx';
import { EVERY_TASK, type TaskFilter } from './task-queries.ts';

/** `/conversions`; `?project=ID` and `?status=` filter, `?task=UUID` opens one. */
export default function ConversionsPage() {
  const { t } = useTranslation('conversions');
  const { filter, change, clear, isNarrowed } = useAddressFilter(EVERY_TASK);
  const [isStarting, { open, close }] = useDisclosure();
  const [shown, show] = useShown('task');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={open}>{t('start.open')}</Button>}
      />
      <TaskFilters filter={filter} onChange={change} />
      <TaskList filter={filter} isNarrowed={isNarrowed} onShow={show} onStart={open} onShowAll={clear} />
      <StartConversion opened={isStarting} onClose={close} project={filter.project || null} />
      <TaskDrawer uuid={shown} onClose={() => show(null)} />
    </>
  );
}

function TaskFilters({
  filter,
  onChange,
}: {
  readonly filter: TaskFilter;
  readonly onChange: (changes: Partial<TaskFilter>) => void;
}) {
  const { t } = useTranslation(['conversions', 'common']);
  return (
    <Group component="search" aria-label={t('filters.label')} align="flex-end" mb="md">
      <ProjectSelect
        value={filter.project || null}
        onChange={(project) => onChange({ project: project ?? '' })}
        clearable
      />
      <NativeSelect
        label={t('filters.state')}
        value={filter.status}
        onChange={({ currentTarget }) => onChange({ status: currentTarget.value })}
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
