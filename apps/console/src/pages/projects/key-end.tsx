import { useTranslation } from 'react-i18next';
import { TimeText } from '../../components/time-text.tsx';

/** When a key expires. "Never" has its own text, since "never used" is another word in some languages. */
export function KeyEnd({ at, exact = false }: { readonly at: string | null; readonly exact?: boolean }) {
  const { t } = useTranslation('projects');
  return at === null ? t('keys.expiry.never') : <TimeText at={at} exact={exact} />;
}
