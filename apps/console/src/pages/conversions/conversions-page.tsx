import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';

export default function ConversionsPage() {
  const { t } = useTranslation('conversions');
  return <PageHeader title={t('title')} description={t('description')} />;
}
