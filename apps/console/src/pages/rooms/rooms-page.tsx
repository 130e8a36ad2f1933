import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';

export default function RoomsPage() {
  const { t } = useTranslation('rooms');
  return <PageHeader title={t('title')} description={t('description')} />;
}
