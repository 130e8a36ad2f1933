import { Anchor, Box, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from './page-title.ts';

/**
 * The top of a page: its only first-level heading, the title of the tab, and the actions for the whole page.
 *
 * @example
 * <PageHeader title={t('title')} description={t('description')} actions={<Button>{t('create')}</Button>} />
 * <PageHeader title={project.name} back={{ to: '/projects', label: t('title') }} />
 */
export function PageHeader({
  title,
  description,
  actions,
  back,
}: {
  readonly title: string;
  readonly description?: string | undefined;
  readonly actions?: ReactNode;
  /** The parent page. */
  readonly back?: { readonly to: string; readonly label: string };
}) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <Box component="header" mb="lg">
      {back && (
        <Anchor component={Link} href={back.to} size="sm">
          <IconArrowLeft size={14} aria-hidden /> {t('backTo', { page: back.label })}
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start">
        <Box>
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {description && <Text c="dimmed">{description}</Text>}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Box>
  );
}
