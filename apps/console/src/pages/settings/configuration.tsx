import { Badge, Code, Stack, Text, TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import type { en } from '../../i18n/en/index.ts';
import { MASKED, type Settings, UNSET } from './use-settings.ts';
import { WithCode } from './with-code.tsx';

type Explained = keyof (typeof en)['settings']['explanations'];

/** All current settings with their descriptions. */
export function Configuration({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings');
  const [search, setSearch] = useState('');
  // A newer server may have settings without a text here.
  const explain = (variable: string) => t(`explanations.${variable as Explained}`, { defaultValue: '' });
  const wanted = search.trim().toLowerCase();
  const rows = Object.entries(settings)
    .map(([variable, value]) => ({ variable, value, explanation: explain(variable) }))
    .filter(({ variable, value, explanation }) =>
      `${variable} ${value} ${explanation}`.toLowerCase().includes(wanted),
    );
  return (
    <Section title={t('configuration.title')} description={t('configuration.description')}>
      <TextInput
        type="search"
        label={t('configuration.search')}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        maw={360}
      />
      {rows.length === 0 ? (
        <Text>{t('configuration.none')}</Text>
      ) : (
        <DataTable
          label={t('configuration.title')}
          rows={rows}
          rowKey={({ variable }) => variable}
          columns={[
            {
              key: 'setting',
              header: t('configuration.setting'),
              cell: ({ variable, explanation }) => <Setting variable={variable} explanation={explanation} />,
            },
            { key: 'value', header: t('configuration.value'), cell: ({ value }) => <Value value={value} /> },
          ]}
        />
      )}
    </Section>
  );
}

/** Long names may only break after an underscore. */
function Setting({ variable, explanation }: { readonly variable: string; readonly explanation: string }) {
  const words = variable.split(/(?<=_)/);
  return (
    <Stack gap={2} align="flex-start">
      <Code fw={600}>
        {words.map((word) => (
          <Fragment key={word}>
            {word}
            <wbr />
          </Fragment>
        ))}
      </Code>
      <Text size="sm" c="dimmed" fw={400}>
        <WithCode text={explanation} />
      </Text>
    </Stack>
  );
}

function Value({ value }: { readonly value: string }) {
  const { t } = useTranslation('settings');
  if (value === MASKED) return <Badge color="green">{t('configuration.masked')}</Badge>;
  if (value !== UNSET) return <Code>{value}</Code>;
  return (
    <Text span inherit c="dimmed">
      {t('configuration.unset')}
    </Text>
  );
}
