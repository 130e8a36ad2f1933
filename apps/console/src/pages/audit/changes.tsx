import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../components/duration.ts';
import { formatExact } from '../../components/time.ts';
import { languageInUse } from '../../i18n/i18n.ts';
import { type Difference, differencesOf } from './differences.ts';
import type { AuditEntry } from './use-audit.ts';

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The differences between before and after. */
export function Changes({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  const { t } = useTranslation('audit');
  const isChange = before !== null && after !== null;
  return (
    <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('changes')}>
      {differencesOf(before, after).map((difference) => (
        <Text component="li" size="sm" key={difference.field} style={{ overflowWrap: 'anywhere' }}>
          <Field name={difference.field} />{' '}
          {isChange ? <Change {...difference} /> : <Value {...difference} />}
        </Text>
      ))}
    </Stack>
  );
}

function Field({ name }: { readonly name: string }) {
  const { t } = useTranslation('audit');
  return (
    <Text span inherit c="dimmed">
      {t('field', { name: fieldName(t, name) })}
    </Text>
  );
}

/** The name of a field, or the server's name if there is no text. */
function fieldName(t: TFunction<'audit'>, name: string): string {
  return t(`fields.${name.replaceAll('.', '_') as 'name'}`, { defaultValue: name });
}

function Change({ field, before, after }: Difference) {
  const { t } = useTranslation('audit');
  return (
    <Group component="span" display="inline-flex" gap={6}>
      <VisuallyHidden>{t('was')} </VisuallyHidden>
      <Text span inherit td="line-through" c="dimmed">
        <Formatted field={field} value={before} />
      </Text>
      <span aria-hidden>→</span>
      <VisuallyHidden>{t('is')} </VisuallyHidden>
      <Text span inherit fw={600}>
        <Formatted field={field} value={after} />
      </Text>
    </Group>
  );
}

function Value({ field, before, after }: Difference) {
  return <Formatted field={field} value={after ?? before} />;
}

function Formatted({ field, value }: { readonly field: string; readonly value: unknown }) {
  const { t } = useTranslation('audit');
  if (value === null || value === undefined || value === '') return t('values.none');
  if (field === 'by' && (value === 'link' || value === 'admin token')) return t(`values.${value}`);
  if (typeof value === 'boolean') return t(value ? 'values.yes' : 'values.no');
  const { htmlLang } = languageInUse();
  if (typeof value === 'number' && field.startsWith('policy.maxLifespanMs'))
    return formatDuration(value, htmlLang);
  if (typeof value === 'number') return new Intl.NumberFormat(htmlLang).format(value);
  if (typeof value === 'string') return ISO.test(value) ? formatExact(new Date(value), htmlLang) : value;
  return JSON.stringify(value);
}
