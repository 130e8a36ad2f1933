import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ValueField } from '../../components/secret-field.tsx';
import { Section } from '../../components/section.tsx';
import type { About } from './use-settings.ts';
import { WithCode } from './with-code.tsx';

/** File extensions by document format. */
const FORMATS = { pdf: ['pdf'], word: ['doc', 'docx'], powerPoint: ['ppt', 'pptx'] } as const;
type Format = keyof typeof FORMATS;

const INSTALL_OFFICE =
  'apt-get install --no-install-recommends libreoffice-impress libreoffice-writer bubblewrap fonts-noto-cjk';

/** The supported document formats, and how to install the missing ones. */
export function Formats({ about: { formats, resources } }: { readonly about: About }) {
  const { t } = useTranslation('settings');
  if (resources === 'external')
    return (
      <Section title={t('formats.title')}>
        <Text size="sm">{t('formats.elsewhere')}</Text>
      </Section>
    );
  const isConverted = (name: Format) => FORMATS[name].every((kind) => formats.includes(kind));
  const names = Object.keys(FORMATS) as Format[];
  return (
    <Section title={t('formats.title')}>
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {names.map((name) => (
          <Group component="li" key={name} justify="space-between">
            <Text size="sm">{t(`formats.names.${name}`, { kinds: FORMATS[name].join(', ') })}</Text>
            <Badge color={isConverted(name) ? 'green' : 'orange'}>
              {t(isConverted(name) ? 'formats.converted' : 'formats.missing')}
            </Badge>
          </Group>
        ))}
      </Stack>
      {!names.every(isConverted) && (
        <>
          <Text size="sm">
            <WithCode text={t('formats.advice')} />
          </Text>
          <ValueField label={t('formats.command')} value={INSTALL_OFFICE} />
        </>
      )}
    </Section>
  );
}
