import { TOKEN_KINDS, type TokenKind } from '@boardgate/token/kind';
import { Box, Input, SegmentedControl, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Selects the kind of token and explains it. */
export function KindSelect({
  value,
  onChange,
}: {
  readonly value: TokenKind;
  readonly onChange: (kind: TokenKind) => void;
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
        onChange={(kind) => onChange(kind as TokenKind)}
        data={TOKEN_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t(`kindHelp.${value}`)}
      </Text>
    </Box>
  );
}
