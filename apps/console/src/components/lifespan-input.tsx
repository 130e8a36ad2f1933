import { Fieldset, Group, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinLifespan, LIFESPAN_UNITS, type LifespanUnit, splitLifespan } from './lifespan.ts';

const MAX_AMOUNT = 1_000_000;
const LIKE_A_LABEL = {
  root: { margin: 0 },
  legend: { padding: 0, marginBottom: 2, fontWeight: 500, fontSize: 'var(--mantine-font-size-sm)' },
};

/**
 * A lifespan in minutes, hours or days, or unlimited. `value` is in milliseconds; 0 = unlimited, `null` = the field is
 * empty.
 *
 * @example
 * const [lifespanMs, setLifespanMs] = useState<number | null>(3_600_000);
 * <LifespanInput value={lifespanMs} onChange={setLifespanMs} allowNever={policy.allowPermanentTokens !== false} />
 */
export function LifespanInput({
  value,
  onChange,
  allowNever = true,
}: {
  readonly value: number | null;
  readonly onChange: (lifespanMs: number | null) => void;
  readonly allowNever?: boolean;
}) {
  const { t } = useTranslation();
  const [{ amount, unit }, setParts] = useState<{ amount: number | null; unit: LifespanUnit }>(() =>
    splitLifespan(value ?? LIFESPAN_UNITS.hours),
  );
  const change = (parts: { amount: number | null; unit: LifespanUnit }) => {
    setParts(parts);
    onChange(
      parts.unit === 'never' ? 0 : parts.amount === null ? null : joinLifespan(parts.amount, parts.unit),
    );
  };
  const units = [
    ...(Object.keys(LIFESPAN_UNITS) as LifespanUnit[]),
    ...(allowNever ? ['never' as const] : []),
  ];
  return (
    <Fieldset legend={t('lifespan.label')} variant="unstyled" styles={LIKE_A_LABEL}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        {unit !== 'never' && (
          <NumberInput
            aria-label={t('lifespan.amount')}
            value={amount ?? ''}
            onChange={(next) => change({ amount: typeof next === 'number' && next >= 1 ? next : null, unit })}
            min={1}
            max={MAX_AMOUNT}
            allowDecimal={false}
            allowNegative={false}
            error={amount === null ? t('lifespan.required') : null}
            w={120}
          />
        )}
        <NativeSelect
          aria-label={t('lifespan.unit')}
          value={unit}
          onChange={({ currentTarget }) => change({ amount, unit: currentTarget.value as LifespanUnit })}
          data={units.map((name) => ({ value: name, label: t(`lifespan.units.${name}`) }))}
        />
      </Group>
    </Fieldset>
  );
}
