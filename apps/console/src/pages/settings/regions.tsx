import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/section.tsx';
import type { About } from './use-settings.ts';
import { WithCode } from './with-code.tsx';

/** The regions, and the default. */
export function Regions({ about: { regions, defaultRegion } }: { readonly about: About }) {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('regions.title')}>
      <Group
        component="ul"
        gap="xs"
        m={0}
        p={0}
        style={{ listStyle: 'none' }}
        aria-label={t('regions.title')}
      >
        {regions.map((region) => (
          <li key={region}>
            <Badge color={region === defaultRegion ? 'blue' : 'gray'} size="lg">
              {region === defaultRegion ? t('regions.default', { region }) : region}
            </Badge>
          </li>
        ))}
      </Group>
      <Text size="sm">
        <WithCode
          text={
            defaultRegion === null
              ? t('regions.noDefault')
              : t('regions.hasDefault', { region: defaultRegion })
          }
        />
      </Text>
    </Section>
  );
}
