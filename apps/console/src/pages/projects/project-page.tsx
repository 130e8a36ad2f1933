import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';

/** `/projects/:id`. */
export default function ProjectPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('projects');
  return <PageHeader title={id} back={{ to: '/projects', label: t('title') }} />;
}
