import { Autocomplete, Button, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProjectSelect } from '../../components/project-select.tsx';
import { ACTIONS } from './actions.ts';
import type { AuditFilter, useAuditFilter } from './audit-filter.ts';

/** The filters. Each takes effect at once. */
export function Filters({ filter, change, clear, isNarrowed }: ReturnType<typeof useAuditFilter>) {
  const { t } = useTranslation('audit');
  return (
    <section aria-label={t('filters.label')}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm">
        <Select
          label={t('filters.action')}
          placeholder={t('filters.any')}
          data={ACTIONS.map((action) => ({ value: action, label: t(`actions.${action}`) }))}
          value={ACTIONS.find((action) => action === filter.action) ?? null}
          onChange={(action) => change({ action: action ?? '' })}
          searchable
          clearable
          nothingFoundMessage={t('filters.noAction')}
        />
        <Autocomplete
          label={t('filters.actor')}
          placeholder={t('filters.actorExample')}
          data={['admin', 'console', 'start']}
          value={filter.actor}
          onChange={(actor) => change({ actor })}
        />
        <TextInput
          label={t('filters.subject')}
          placeholder={t('filters.subjectExample')}
          value={filter.subject}
          onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
        />
        <ProjectSelect
          value={filter.project || null}
          onChange={(project) => change({ project: project ?? '' })}
          clearable
        />
        <Time name="from" filter={filter} change={change} />
        <Time name="until" filter={filter} change={change} />
      </SimpleGrid>
      {isNarrowed && (
        <Group mt="sm">
          <Button variant="default" size="xs" onClick={clear}>
            {t('filters.clear')}
          </Button>
        </Group>
      )}
    </section>
  );
}

function Time({
  name,
  filter,
  change,
}: {
  readonly name: 'from' | 'until';
  readonly filter: AuditFilter;
  readonly change: (changes: Partial<AuditFilter>) => void;
}) {
  const { t } = useTranslation('audit');
  return (
    <TextInput
      type="datetime-local"
      label={t(`filters.${name}`)}
      value={filter[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  );
}
