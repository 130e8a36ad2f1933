import { useTranslation } from 'react-i18next';
import { FactList } from '../../components/fact-list.tsx';
import { useProjects } from '../../components/project-select.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
import { formatBytes } from './bytes.ts';
import type { Task } from './task.ts';

/** The known facts of a conversion. */
export function TaskFacts({ task }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const { data: projects = [] } = useProjects();
  const { project, type, status, priority, pageCount, bytes, attempts, createdAt, endedAt, api } = task;
  return (
    <FactList
      facts={[
        { name: t('facts.project'), value: projects.find(({ id }) => id === project)?.name ?? project },
        { name: t('facts.result'), value: t(`start.types.${type}`) },
        ...(status === 'Waiting' ? [{ name: t('facts.priority'), value: t(`priorities.${priority}`) }] : []),
        ...(pageCount === null ? [] : [{ name: t('facts.pages'), value: pageCount }]),
        ...(bytes === 0
          ? []
          : [{ name: t('facts.size'), value: formatBytes(bytes, languageInUse().htmlLang) }]),
        { name: t('facts.created'), value: <TimeText at={createdAt} exact /> },
        ...(endedAt === null ? [] : [{ name: t('facts.ended'), value: <TimeText at={endedAt} exact /> }]),
        ...(attempts > 1 ? [{ name: t('facts.attempts'), value: attempts }] : []),
        { name: t('facts.api'), value: t(`facts.apis.${api}`) },
      ]}
    />
  );
}
