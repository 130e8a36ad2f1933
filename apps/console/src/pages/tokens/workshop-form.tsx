import { Button, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LifespanInput } from '../../components/lifespan-input.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { RoleSelect } from '../../components/role-select.tsx';
import { KindSelect } from './kind-select.tsx';
import { NoKey } from './no-key.tsx';
import { ResourceInput } from './resource-input.tsx';
import { type Choices, type Order, orderOf } from './workshop-choices.ts';
import { useSigningKeys } from './workshop-queries.ts';

export function WorkshopForm({
  choices,
  onChange,
  onOrder,
  isPending,
  error,
}: {
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
  readonly onOrder: (order: Order) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
}) {
  const { t } = useTranslation('tokens');
  const [isRefused, setRefused] = useState(false);
  const { data: keys } = useSigningKeys(choices.project);
  const accessKey = choices.accessKey ?? keys?.[0]?.accessKey ?? null;
  const order = orderOf({ ...choices, accessKey });
  const change = (part: Partial<Choices>) => {
    setRefused(false);
    onChange({ ...choices, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(order === undefined);
    if (order !== undefined) onOrder(order);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <KindSelect value={choices.kind} onChange={(kind) => change({ kind, uuid: null })} />
        <ProjectSelect
          value={choices.project}
          onChange={(project) => change({ project, accessKey: null, uuid: null })}
        />
        {choices.project !== null && keys?.length === 0 && <NoKey project={choices.project} />}
        <Select
          label={t('key')}
          data={(keys ?? []).map(({ accessKey: value, name }) => ({
            value,
            label: name === null ? value : `${name} · ${value}`,
          }))}
          value={accessKey}
          onChange={(value) => change({ accessKey: value })}
          disabled={!keys?.length}
          allowDeselect={false}
        />
        {choices.kind !== 'sdk' && (
          <ResourceInput
            kind={choices.kind}
            project={choices.project}
            value={choices.uuid}
            onChange={(uuid) => change({ uuid })}
            onMade={(uuid, project) =>
              change(project === choices.project ? { uuid } : { project, uuid, accessKey: null })
            }
          />
        )}
        <RoleSelect value={choices.role} onChange={(role) => change({ role })} />
        <LifespanInput value={choices.lifespanMs} onChange={(lifespanMs) => change({ lifespanMs })} />
        {isRefused && <Missing choices={choices} />}
        <ErrorNotice error={error} />
        <Button type="submit" loading={isPending} disabled={choices.project !== null && !keys?.length}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** The missing choice. The lifespan field shows its own error. */
function Missing({ choices: { kind, project, uuid } }: { readonly choices: Choices }) {
  const { t } = useTranslation('tokens');
  const text =
    project === null ? t('chooseProject') : kind !== 'sdk' && !uuid ? t(`chooseUuid.${kind}`) : null;
  return (
    text && (
      <Text c="error" role="alert" size="sm">
        {text}
      </Text>
    )
  );
}
