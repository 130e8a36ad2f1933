import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PageHeader } from '../components/page-header.tsx';

export default function NotFoundPage() {
  const { t } = useTranslation('common');
  return (
    <>
      <PageHeader title={t('notFound.title')} description={t('notFound.advice')} />
      <Button component={Link} href="/">
        {t('notFound.home')}
      </Button>
    </>
  );
}
