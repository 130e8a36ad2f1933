import { useTranslation } from 'react-i18next';
import { TimeText } from '../../components/time-text.tsx';

/** When a key ends. "Never" is said here: of what was not used yet, languages say it in another word. */
export function KeyEnd({ at, exact = false }: { readonly at: string | null; readonly exact?: boolean }) {
  const { t } = useTranslation('projects');
  return at === null ? t('keys.expiry.never') : <TimeText at={at} exact={exact} />;
}
