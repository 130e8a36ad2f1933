import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';

export default function InspectorPage() {
  const { t } = useTranslation('inspector');
  return <PageHeader title={t('title')} description={t('description')} />;
}
