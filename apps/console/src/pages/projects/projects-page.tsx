import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';

export default function ProjectsPage() {
  const { t } = useTranslation('projects');
  return <PageHeader title={t('title')} description={t('description')} />;
}
