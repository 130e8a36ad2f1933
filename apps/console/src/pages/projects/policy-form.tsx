import { TOKEN_KINDS } from '@boardgate/token/kind';
import { ROLES, type Role } from '@boardgate/token/role';
import { Checkbox, Fieldset, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../../components/dialog.tsx';
import { LifespanInput } from '../../components/lifespan-input.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
import { formatQuota, GIGABYTE } from './measures.ts';
import { draftOf, type PolicyDraft, policyOf, QUOTAS } from './policy-draft.ts';
import { useChangeProject } from './project-queries.ts';
import type { Project, QuotaName } from './project-types.ts';

export function PolicyForm({
  project,
  onClose,
}: {
  readonly project: Project;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['projects', 'common']);
  const [draft, setDraft] = useState(() => draftOf(project.policy));
  const save = useChangeProject(project.id, { onSuccess: onClose });
  const change = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = () => {
    const policy = policyOf(draft);
    // If a lifespan is missing, its field shows the error.
    if (policy !== undefined) save.mutate({ policy });
  };
  return (
    <DialogForm
      submitLabel={t('save')}
      onSubmit={submit}
      onCancel={onClose}
      isPending={save.isPending}
      error={save.error}
    >
      <Lifespans value={draft.lifespans} onChange={(lifespans) => change({ lifespans })} />
      <Checkbox
        label={t('policy.allowPermanent')}
        checked={draft.allowPermanentTokens}
        onChange={({ currentTarget }) => change({ allowPermanentTokens: currentTarget.checked })}
      />
      <NativeSelect
        label={t('policy.maxRole')}
        value={draft.maxRole ?? ''}
        onChange={({ currentTarget }) => change({ maxRole: (currentTarget.value || null) as Role | null })}
        data={[
          { value: '', label: t('policy.anyRole') },
          ...ROLES.map((role) => ({ value: role, label: t(`common:roles.${role}`) })),
        ]}
      />
      {QUOTAS.map(({ group, quotas }) => (
        <Fieldset key={group} legend={t(`policy.groups.${group}`)}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {quotas.map(({ name, usual }) => (
              <QuotaInput
                key={name}
                name={name}
                usual={usual}
                value={draft.quotas[name]}
                onChange={(quota) => change({ quotas: { ...draft.quotas, [name]: quota } })}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
      ))}
    </DialogForm>
  );
}

function Lifespans({
  value,
  onChange,
}: {
  readonly value: PolicyDraft['lifespans'];
  readonly onChange: (lifespans: PolicyDraft['lifespans']) => void;
}) {
  const { t } = useTranslation('projects');
  return TOKEN_KINDS.map((kind) => (
    <Fieldset key={kind} legend={t(`policy.kinds.${kind}`)}>
      <Stack gap="xs">
        <Checkbox
          label={t('policy.limitLifespan')}
          checked={value[kind].isLimited}
          onChange={({ currentTarget }) =>
            onChange({ ...value, [kind]: { ...value[kind], isLimited: currentTarget.checked } })
          }
        />
        {value[kind].isLimited && (
          <LifespanInput
            value={value[kind].ms}
            onChange={(ms) => onChange({ ...value, [kind]: { isLimited: true, ms } })}
            allowNever={false}
          />
        )}
      </Stack>
    </Fieldset>
  ));
}

/** Bytes are entered in gigabytes; empty = the default. */
function QuotaInput({
  name,
  usual,
  value,
  onChange,
}: {
  readonly name: QuotaName;
  readonly usual: number;
  readonly value: number | null;
  readonly onChange: (quota: number | null) => void;
}) {
  const { t } = useTranslation('projects');
  const factor = name === 'maxBytes' ? GIGABYTE : 1;
  return (
    <NumberInput
      label={t(`policy.quotas.${name}`)}
      description={t('policy.emptyIsUsual', { value: formatQuota(name, usual, languageInUse().htmlLang) })}
      value={value === null ? '' : value / factor}
      onChange={(next) => onChange(typeof next === 'number' ? Math.round(next * factor) : null)}
      min={0}
      allowNegative={false}
      allowDecimal={name === 'maxBytes'}
      decimalScale={9}
      suffix={name === 'maxBytes' ? ' GB' : ''}
    />
  );
}
