import { Box, Input, SegmentedControl, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS, type Kind } from './workshop-choices.ts';

/** What kind of token, and what that kind is for. */
export function KindSelect({
  value,
  onChange,
}: {
  readonly value: Kind;
  readonly onChange: (kind: Kind) => void;
}) {
  const { t } = useTranslation('tokens');
  const id = useId();
  return (
    <Box>
      <Input.Label id={id} labelElement="div">
        {t('kind')}
      </Input.Label>
      <SegmentedControl
        fullWidth
        transitionDuration={0}
        aria-labelledby={id}
        value={value}
        onChange={(kind) => onChange(kind as Kind)}
        data={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t(`kindHelp.${value}`)}
      </Text>
    </Box>
  );
}
