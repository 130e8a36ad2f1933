import { Anchor, Button, Group, Stack, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../components/section.tsx';
import type { Guide } from './use-first-steps.ts';

/** The steps to a first Room token, each linked to its page. */
export function FirstSteps({ guide: { isShown, steps, hide } }: { readonly guide: Guide }) {
  const { t } = useTranslation('overview');
  if (!isShown) return null;
  return (
    <Section title={t('firstSteps.title')} description={t('firstSteps.description')}>
      <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {steps.map(({ name, isDone, path }, index) => (
          <Group component="li" key={name} wrap="nowrap" align="flex-start">
            <ThemeIcon radius="xl" size={28} color={isDone ? 'green' : 'blue'} variant="light" aria-hidden>
              {isDone ? <IconCheck size={18} /> : index + 1}
            </ThemeIcon>
            <div>
              <Anchor component={Link} href={path} fw={600}>
                {t(`firstSteps.${name}.title`)}
              </Anchor>
              {isDone && <VisuallyHidden> {t('firstSteps.done')}</VisuallyHidden>}
              <Text size="sm" c="dimmed">
                {t(`firstSteps.${name}.advice`)}
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
      <div>
        <Button variant="default" size="xs" onClick={hide}>
          {t('firstSteps.hide')}
        </Button>
      </div>
    </Section>
  );
}
